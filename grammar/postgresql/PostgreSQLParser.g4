// PostgreSQL's SQL (the manual's part VI, "SQL Commands", and chapter 4, "SQL Syntax"), one
// statement at a time: what defines and alters the kinds of objects that a schema graph holds,
// expressions and queries. The reader tells other statements by their first words alone.
//
// Choices are made on one token wherever the language lets them. What the grammar accepts beyond
// PostgreSQL is refused by the reader.
parser grammar PostgreSQLParser;

options { tokenVocab = PostgreSQLLexer; }

// ---- What the reader asks for

single_statement: statement EOF;
single_expression: expr EOF;
single_query: query EOF;
single_type: type_name EOF;

// ---- Statements

statement
  : CREATE created
  | ALTER altered
  | DROP dropped
  | COMMENT ON commented IS comment_text
  ;

created
  : schema_definition
  | extension_definition
  | table_definition
  | index_definition
  | sequence_definition
  | type_definition
  | domain_definition
  | collation_definition
  ;

altered
  : TABLE if_exists? ONLY? any_name STAR? table_alteration
  | INDEX if_exists? any_name index_alteration
  | SEQUENCE if_exists? any_name sequence_alteration
  | TYPE any_name type_alteration
  | DOMAIN any_name domain_alteration
  | COLLATION any_name collation_alteration
  | SCHEMA any_name renaming
  | EXTENSION name extension_alteration
  ;

dropped
  : kind=(TABLE | SEQUENCE | TYPE | DOMAIN | COLLATION | SCHEMA | EXTENSION) if_exists?
    any_name (COMMA any_name)* behavior?
  | kind=INDEX CONCURRENTLY? if_exists? any_name (COMMA any_name)* behavior?
  ;

commented
  : kind=(TABLE | COLUMN | INDEX | SEQUENCE | TYPE | DOMAIN | COLLATION | SCHEMA | EXTENSION) any_name
  | kind=CONSTRAINT name ON DOMAIN? any_name
  ;
comment_text: string | NULL_;

if_exists: IF EXISTS;
if_not_exists: IF NOT EXISTS;
behavior: CASCADE | RESTRICT;

// What every kind's ALTER has.
renaming: RENAME TO to=name | SET SCHEMA schema=name | OWNER TO role;
role: name | CURRENT_USER | SESSION_USER | CURRENT_ROLE;

// ---- CREATE SCHEMA, EXTENSION

schema_definition
  : SCHEMA if_not_exists? (schema=name (AUTHORIZATION role)? | AUTHORIZATION role) schema_element*
  ;
schema_element: CREATE (table_definition | index_definition | sequence_definition);

extension_definition: EXTENSION if_not_exists? name WITH? extension_option*;
extension_option
  : SCHEMA schema=name
  | VERSION version
  | CASCADE
  ;
version: name | string;

extension_alteration
  : UPDATE (TO version)?
  | SET SCHEMA schema=name
  ;

// ---- CREATE TABLE

table_definition
  : (TEMPORARY | TEMP | (LOCAL | GLOBAL) (TEMPORARY | TEMP) | UNLOGGED)? TABLE if_not_exists? any_name
    ( typed=OF any_name anything*
    | partition=PARTITION OF any_name anything*
    | as=AS anything*
    | LP (table_element (COMMA table_element)*)? RP table_tail*
    )
  ;
anything: .;

table_tail
  : INHERITS any_name_list
  | PARTITION BY strategy=name LP index_element (COMMA index_element)* RP
  | USING method=name
  | WITH definitions
  | WITHOUT OIDS
  | ON COMMIT (DROP | DELETE ROWS | PRESERVE ROWS)
  | TABLESPACE space=name
  | as=AS anything*
  ;

table_element
  : table_constraint
  | LIKE any_name like_option*
  | column_definition
  ;
like_option
  : (INCLUDING | EXCLUDING)
    what=(ALL | COMMENTS | COMPRESSION | CONSTRAINTS | DEFAULTS | GENERATED | IDENTITY | INDEXES | STATISTICS | STORAGE)
  ;

column_definition: column=name type_name column_item*;

// A constraint's name and its attributes stand as items of their own, as in PostgreSQL's grammar.
column_item
  : CONSTRAINT name
  | NOT (NULL_ (NO INHERIT)? | DEFERRABLE)
  | NULL_
  | DEFAULT default_value
  | PRIMARY KEY index_parameters
  | UNIQUE nulls_distinct? index_parameters
  | CHECK LP expr RP (NO INHERIT)?
  | reference
  | DEFERRABLE
  | INITIALLY (DEFERRED | IMMEDIATE)
  | COLLATE any_name
  | STORAGE storage_word
  | COMPRESSION storage_word
  | generated
  ;
storage_word: name | DEFAULT;

// b_expr of PostgreSQL's grammar, but for COLLATE, which the reader gives to the column.
default_value: operand (comparison operand)*;

generated
  : GENERATED (ALWAYS | BY DEFAULT)
    AS (IDENTITY (LP sequence_option+ RP)? | LP expr RP storage=(STORED | VIRTUAL)?)
  ;

nulls_distinct: NULLS NOT? DISTINCT;
index_parameters: including? (WITH definitions)? (USING INDEX TABLESPACE space=name)?;
including: INCLUDE name_list;

table_constraint: (CONSTRAINT constraint=name)? constraint_body constraint_attribute*;
constraint_body
  : CHECK LP expr RP
  | UNIQUE (USING INDEX index=name | nulls_distinct? name_list index_parameters)
  | PRIMARY KEY (USING INDEX index=name | name_list index_parameters)
  | FOREIGN KEY name_list reference
  | EXCLUDE (USING method=name)? LP exclusion_element (COMMA exclusion_element)* RP index_parameters
    (WHERE LP where=expr RP)?
  ;
exclusion_element: index_element WITH (any_operator | OPERATOR LP qualified_operator RP);

constraint_attribute
  : DEFERRABLE
  | NOT (DEFERRABLE | VALID)
  | INITIALLY (DEFERRED | IMMEDIATE)
  | NO INHERIT
  ;

reference: REFERENCES any_name name_list? reference_argument*;
reference_argument
  : MATCH match=(FULL | PARTIAL | SIMPLE)
  | ON event=(DELETE | UPDATE) reference_action
  ;
reference_action: NO ACTION | RESTRICT | CASCADE | SET (NULL_ | DEFAULT) name_list?;

definitions: LP definition (COMMA definition)* RP;
definition: first=label (DOT second=label)? (EQ definition_value)?;
definition_value
  : (PLUS | MINUS)? number
  | string
  | type_name
  | any_operator
  | reserved_word
  ;

// ---- Other objects

index_definition
  : UNIQUE? INDEX CONCURRENTLY? (if_not_exists? index=name)? ON ONLY? any_name (USING method=name)?
    LP index_element (COMMA index_element)* RP including? nulls_distinct? (WITH definitions)?
    (TABLESPACE space=name)? (WHERE where=expr)?
  ;
index_element
  : (LP expr RP | function_expression | column=name)
    (COLLATE collation=any_name)? (operator_class=any_name definitions?)?
    order=(ASC | DESC)? (NULLS nulls=(FIRST | LAST))?
  ;

sequence_definition
  : (TEMPORARY | TEMP | UNLOGGED)? SEQUENCE if_not_exists? any_name sequence_option*
  ;
sequence_option
  : AS type_name
  | CACHE signed_number
  | CYCLE
  | NO (CYCLE | MAXVALUE | MINVALUE)
  | INCREMENT BY? signed_number
  | MAXVALUE signed_number
  | MINVALUE signed_number
  | OWNED BY any_name
  | SEQUENCE NAME any_name
  | START WITH? signed_number
  | RESTART (WITH? signed_number)?
  | LOGGED
  | UNLOGGED
  ;
signed_number: (PLUS | MINUS)? number;

type_definition
  : TYPE any_name
    ( AS ( ENUM LP (string (COMMA string)*)? RP
         | RANGE definitions
         | LP (attribute (COMMA attribute)*)? RP
         )
    | definitions
    )?
  ;
attribute: name type_name (COLLATE any_name)?;

domain_definition: DOMAIN any_name AS? type_name column_item*;

collation_definition: COLLATION if_not_exists? any_name (definitions | FROM any_name);

// ---- ALTER

table_alteration
  : table_action (COMMA table_action)*
  | RENAME TO to=name
  | RENAME CONSTRAINT from=name TO to=name
  | RENAME COLUMN? from=name TO to=name
  | SET SCHEMA schema=name
  | unmodelled=(ATTACH | DETACH) anything*
  ;

table_action
  : ADD table_constraint
  | ADD COLUMN? if_not_exists? column_definition
  | DROP CONSTRAINT if_exists? constraint=name behavior?
  | DROP COLUMN? if_exists? column=name behavior?
  | ALTER CONSTRAINT constraint=name constraint_attribute*
  | ALTER COLUMN? column=name column_alteration
  | VALIDATE CONSTRAINT constraint=name
  | SET (LOGGED | UNLOGGED)
  | SET TABLESPACE space=name
  | SET ACCESS METHOD method=storage_word
  | SET WITHOUT (OIDS | CLUSTER)
  | SET definitions
  | RESET definitions
  | INHERIT parent=any_name
  | NO INHERIT parent=any_name
  | OWNER TO role
  | unmodelled=(CLUSTER | ENABLE | DISABLE | FORCE | REPLICA | OF) action_word*
  | (NO unmodelled=FORCE | NOT unmodelled=OF) action_word*
  ;
action_word: label | string | number | DOT;

column_alteration
  : SET DEFAULT expr
  | DROP DEFAULT
  | SET NOT NULL_
  | DROP NOT NULL_
  | SET EXPRESSION AS LP expr RP
  | DROP EXPRESSION if_exists?
  | SET STATISTICS (signed_number | DEFAULT)
  | SET STORAGE storage_word
  | SET COMPRESSION storage_word
  | SET definitions
  | RESET definitions
  | ADD generated
  | DROP IDENTITY if_exists?
  | identity_alteration+
  | (SET DATA)? TYPE type_name (COLLATE any_name)? (USING conversion=expr)?
  ;
identity_alteration
  : SET GENERATED (ALWAYS | BY DEFAULT)
  | SET sequence_option
  | RESTART (WITH? signed_number)?
  ;

index_alteration
  : renaming
  | SET TABLESPACE space=name
  | SET definitions
  | RESET definitions
  | unmodelled=(ALTER | ATTACH | DEPENDS | NO) anything*
  ;

sequence_alteration: renaming | SET (LOGGED | UNLOGGED) | sequence_option+;

type_alteration
  : renaming
  | ADD VALUE if_not_exists? string (place=(BEFORE | AFTER) string)?
  | RENAME VALUE string TO string
  | RENAME ATTRIBUTE from=name TO to=name behavior?
  | attribute_action (COMMA attribute_action)*
  | SET definitions
  ;
attribute_action
  : ADD ATTRIBUTE attribute behavior?
  | DROP ATTRIBUTE if_exists? name behavior?
  | ALTER ATTRIBUTE name (SET DATA)? TYPE type_name (COLLATE any_name)? behavior?
  ;

domain_alteration
  : renaming
  | SET DEFAULT expr
  | DROP DEFAULT
  | SET NOT NULL_
  | DROP NOT NULL_
  | ADD (CONSTRAINT constraint=name)? (CHECK LP expr RP | NOT NULL_) constraint_attribute*
  | DROP CONSTRAINT if_exists? constraint=name behavior?
  | VALIDATE CONSTRAINT constraint=name
  | RENAME CONSTRAINT from=name TO to=name
  ;

collation_alteration: renaming | REFRESH VERSION;

// ---- Types

type_name: SETOF? simple_type (array_bound+ | ARRAY array_bound?)?;
array_bound: LB WHOLE_NUMBER? RB;

simple_type
  : keyword_type
  | generic_type
  ;
generic_type: type_word (DOT label)* type_modifiers?;
type_modifiers: LP expr (COMMA expr)* RP;

// Types that are spelled with words of the grammar.
keyword_type
  : word=(INT | INTEGER | SMALLINT | BIGINT | REAL | BOOLEAN)
  | word=FLOAT type_modifiers?
  | word=DOUBLE PRECISION
  | word=(DECIMAL | DEC | NUMERIC) type_modifiers?
  | word=BIT VARYING? type_modifiers?
  | word=(CHARACTER | CHAR | NCHAR) VARYING? type_modifiers?
  | word=NATIONAL (CHARACTER | CHAR) VARYING? type_modifiers?
  | word=VARCHAR type_modifiers?
  | word=(TIMESTAMP | TIME) type_modifiers? ((WITH | WITHOUT) TIME ZONE)?
  | word=INTERVAL (interval_fields | type_modifiers)?
  ;
interval_fields
  : YEAR (TO MONTH)?
  | MONTH
  | DAY (TO (HOUR | MINUTE | SECOND type_modifiers?))?
  | HOUR (TO (MINUTE | SECOND type_modifiers?))?
  | MINUTE (TO SECOND type_modifiers?)?
  | SECOND type_modifiers?
  ;

// ---- Expressions (manual, 4.1.6 "Operator Precedence" and 4.2)
//
// Two left-recursive rules: operands bind closer than any predicate, so that the operands of
// BETWEEN and IN need no rule of their own.

expr
  : operand                                                                        # PlainExpr
  | left=expr NOT? BETWEEN (SYMMETRIC | ASYMMETRIC)? low=operand AND high=operand  # BetweenExpr
  | left=expr NOT? IN LP (query | expr_list) RP                                    # InExpr
  | left=expr NOT? (op=(LIKE | ILIKE) | op=SIMILAR TO) right=operand (ESCAPE escape=operand)? # LikeExpr
  | left=expr NOT? op=(LIKE | ILIKE) quantifier LP (query | expr) RP               # LikeAnyExpr
  | left=expr OVERLAPS right=operand                                               # OverlapsExpr
  | left=expr comparison quantifier LP (query | expr) RP                           # CompareAnyExpr
  | left=expr comparison right=expr                                                # CompareExpr
  | left=expr IS NOT? DISTINCT FROM right=expr                                     # DistinctExpr
  | left=expr (IS NOT? test | ISNULL | NOTNULL)                                    # IsExpr
  | NOT right=expr                                                                 # NotExpr
  | left=expr AND right=expr                                                       # AndExpr
  | left=expr OR right=expr                                                        # OrExpr
  ;

comparison: LT | GT | EQ | LE | GE | NE;
quantifier: ANY | SOME | ALL;
test
  : NULL_ | TRUE_ | FALSE_ | UNKNOWN | DOCUMENT
  | name? NORMALIZED
  | JSON name? (WITH UNIQUE KEYS?)?
  ;

operand
  : primary                                                     # PrimaryOperand
  | left=operand TYPECAST type_name                             # TypecastOperand
  | op=(PLUS | MINUS) right=operand                             # SignOperand
  | left=operand COLLATE collation=any_name                     # CollateOperand
  | left=operand AT TIME ZONE right=operand                     # AtTimeZoneOperand
  | left=operand AT LOCAL                                       # AtLocalOperand
  | left=operand op=CARET right=operand                         # PowerOperand
  | left=operand op=(STAR | SLASH | PERCENT) right=operand      # ProductOperand
  | left=operand op=(PLUS | MINUS) right=operand                # SumOperand
  | left=operand user_operator quantifier LP (query | expr) RP  # OperationAnyOperand
  | left=operand user_operator right=operand                    # OperationOperand
  | user_operator right=operand                                 # PrefixOperationOperand
  ;

user_operator: OP | OPERATOR LP qualified_operator RP;
qualified_operator: (label DOT)* any_operator;
any_operator
  : OP | PLUS | MINUS | STAR | SLASH | PERCENT | CARET | LT | GT | EQ | LE | GE | NE | ARROW
  ;

primary
  : literal                                                             # LiteralPrimary
  | keyword_type string interval_fields?                                # TypedLiteralPrimary
  | PARAMETER indirection*                                              # ParameterPrimary
  | word=function_word indirection* (string | call)?                    # ReferencePrimary
  | column=column_keyword (indirection+ call?)?                         # KeywordReferencePrimary
  | type_function_keyword indirection* call                             # KeywordCallPrimary
  | special_call                                                        # SpecialCallPrimary
  | value_word (LP number? RP)?                                         # ValueFunctionPrimary
  | CASE base=expr? when_then+ (ELSE otherwise=expr)? END               # CasePrimary
  | ARRAY (array_items | LP query RP)                                   # ArrayPrimary
  | ROW LP expr_list? RP                                                # RowPrimary
  | EXISTS LP query RP                                                  # ExistsPrimary
  | LP (query | expr (COMMA expr)*) RP indirection*                     # ParenthesizedPrimary
  ;

literal: number | string | BIT_STRING | TRUE_ | FALSE_ | NULL_;
number: WHOLE_NUMBER | DECIMAL_NUMBER;
string: STRING | ESCAPE_STRING | UNICODE_STRING (UESCAPE STRING)? | DOLLAR_STRING;

// `.field`, `.*`, `[1]`, `[2:3]`
indirection: DOT (field=label | STAR) | LB subscript RB;
subscript: expr | lower=expr? COLON upper=expr?;
value_word
  : CURRENT_DATE | CURRENT_TIME | CURRENT_TIMESTAMP | LOCALTIME | LOCALTIMESTAMP | CURRENT_ROLE
  | CURRENT_USER | SESSION_USER | USER | CURRENT_CATALOG | CURRENT_SCHEMA
  ;
when_then: WHEN condition=expr THEN result=expr;
array_items: LB ((expr (COMMA expr)*) | array_items (COMMA array_items)*)? RB;
expr_list: expr (COMMA expr)*;

function_expression
  : function_word (DOT label)* call
  | column_keyword (DOT label)+ call
  | type_function_keyword (DOT label)* call
  | special_call
  | value_word (LP number? RP)?
  ;

call
  : LP (STAR | (DISTINCT | ALL)? argument (COMMA argument)* order_by?)? RP
    (WITHIN GROUP LP order_by RP)? (FILTER LP WHERE expr RP)? (OVER (name | LP window RP))?
  ;
argument: VARIADIC? (argument_name=type_word (ASSIGN | ARROW))? expr;

special_call
  : CAST LP expr AS type_name RP                                                 # CastForm
  | TREAT LP expr AS type_name RP                                                # TreatForm
  | EXTRACT LP (field=label | string) FROM expr RP                               # ExtractForm
  | SUBSTRING LP expr
    ( FROM from=expr (FOR count=expr)?
    | FOR count=expr (FROM from=expr)?
    | SIMILAR similar=expr ESCAPE escape=expr
    | (COMMA expr)*
    ) RP                                                                         # SubstringForm
  | POSITION LP needle=operand IN haystack=operand RP                            # PositionForm
  | OVERLAY LP expr (PLACING placing=expr FROM from=expr (FOR count=expr)? | (COMMA expr)*) RP # OverlayForm
  | TRIM LP side=(BOTH | LEADING | TRAILING)? (FROM expr_list | expr (FROM expr_list | (COMMA expr)*)) RP # TrimForm
  | COALESCE LP expr_list RP                                                     # CoalesceForm
  | op=(GREATEST | LEAST) LP expr_list RP                                        # ExtremeForm
  | NULLIF LP expr COMMA expr RP                                                 # NullifForm
  | COLLATION FOR LP expr RP                                                     # CollationForForm
  ;

// ---- Queries (manual, SELECT)

query: with_clause? select_body;

with_clause: WITH RECURSIVE? common_table (COMMA common_table)*;
common_table: cte=name name_list? AS (NOT? MATERIALIZED)? LP query RP;

select_body: select_part (set_operator select_part)* select_end*;
set_operator: (UNION | INTERSECT | EXCEPT) (ALL | DISTINCT)?;

select_part
  : SELECT (ALL | DISTINCT (ON LP expr_list RP)?)? (select_item (COMMA select_item)*)?
    (FROM from_item (COMMA from_item)*)? (WHERE where=expr)?
    (GROUP BY (ALL | DISTINCT)? grouping_item (COMMA grouping_item)*)? (HAVING having=expr)?
    (WINDOW named_window (COMMA named_window)*)?
  | VALUES value_row (COMMA value_row)*
  | TABLE ONLY? any_name
  | LP query RP
  ;
value_row: LP value_item (COMMA value_item)* RP;
value_item: expr | DEFAULT;
select_item: STAR | expr (AS label | bare_label)?;
bare_label: name;

select_end
  : order_by
  | LIMIT (ALL | expr)
  | OFFSET expr (ROW | ROWS)?
  | FETCH (FIRST | NEXT) (operand)? (ROW | ROWS) (ONLY | WITH TIES)
  | FOR (UPDATE | NO KEY UPDATE | SHARE | KEY SHARE) (OF any_name (COMMA any_name)*)? (NOWAIT | SKIP_ LOCKED)?
  ;

order_by: ORDER BY order_item (COMMA order_item)*;
order_item: expr (ASC | DESC | USING any_operator)? (NULLS (FIRST | LAST))?;

grouping_item
  : (ROLLUP | CUBE) LP expr_list RP
  | GROUPING SETS LP grouping_item (COMMA grouping_item)* RP
  | LP RP
  | expr
  ;

from_item: from_part joined*;
joined
  : CROSS JOIN from_part
  | NATURAL join_type? JOIN from_part
  | join_type? JOIN from_item (ON expr | USING name_list (AS name)?)
  ;
join_type: (LEFT | RIGHT | FULL) OUTER? | INNER;

from_part
  : ONLY? any_name STAR? table_alias? (TABLESAMPLE any_name LP expr_list RP (REPEATABLE LP expr RP)?)?
  | ONLY LP any_name RP table_alias?
  | LATERAL? function_expression (WITH ORDINALITY)? table_alias?
  | LATERAL? ROWS FROM LP function_expression (COMMA function_expression)* RP (WITH ORDINALITY)? table_alias?
  | LATERAL? LP query RP table_alias?
  | LP from_item RP table_alias?
  ;
table_alias: AS? (name (LP alias_column (COMMA alias_column)* RP)?) | AS LP alias_column (COMMA alias_column)* RP;
alias_column: name (type_name (COLLATE any_name)?)?;

named_window: name AS LP window RP;
window: base=name? (PARTITION BY expr_list)? order_by? frame?;
frame
  : (RANGE | ROWS | GROUPS) (BETWEEN frame_bound AND frame_bound | frame_bound)
    (EXCLUDE (CURRENT ROW | GROUP | TIES | NO OTHERS))?
  ;
frame_bound: (UNBOUNDED | operand) (PRECEDING | FOLLOWING) | CURRENT ROW;

// ---- Names (manual, appendix C). Which keywords a name may be depends on where it stands; each
// set is one rule, so that choosing takes one token.

any_name: name (DOT label)*;
any_name_list: LP any_name (COMMA any_name)* RP;
name_list: LP name (COMMA name)* RP;

name
  : IDENTIFIER | QUOTED_NAME | UNICODE_NAME | ACCESS | ACTION | ADD | AFTER | ALTER | ALWAYS |
    AT | ATOMIC | ATTACH | ATTRIBUTE | BEFORE | BEGIN | BETWEEN | BIGINT | BIT | BOOLEAN | BY |
    CACHE | CASCADE | CHAR | CHARACTER | CLUSTER | COALESCE | COMMENT | COMMENTS | COMMIT |
    COMPRESSION | CONSTRAINTS | COPY | CUBE | CURRENT | CYCLE | DATA | DATABASE | DAY | DEC |
    DECIMAL | DEFAULTS | DEFERRED | DELETE | DEPENDS | DETACH | DISABLE | DOCUMENT | DOMAIN |
    DOUBLE | DROP | ENABLE | ENUM | ESCAPE | EXCLUDE | EXCLUDING | EXISTS | EXPRESSION |
    EXTENSION | EXTRACT | FILTER | FIRST | FLOAT | FOLLOWING | FORCE | FUNCTION | GENERATED |
    GLOBAL | GREATEST | GROUPING | GROUPS | HOUR | IDENTITY | IF | IMMEDIATE | INCLUDE |
    INCLUDING | INCREMENT | INDEX | INDEXES | INHERIT | INHERITS | INSERT | INT | INTEGER |
    INTERVAL | JSON | KEY | KEYS | LAST | LEAST | LOCAL | LOCKED | LOGGED | MATCH | MATERIALIZED |
    MAXVALUE | METHOD | MINUTE | MINVALUE | MONTH | NAME | NATIONAL | NCHAR | NEXT | NO |
    NORMALIZED | NOWAIT | NULLIF | NULLS | NUMERIC | OF | OIDS | OPERATOR | ORDINALITY | OTHERS |
    OVER | OVERLAY | OWNED | OWNER | PARTIAL | PARTITION | POSITION | PRECEDING | PRECISION |
    PRESERVE | PROCEDURE | RANGE | REAL | RECURSIVE | REFRESH | RENAME | REPEATABLE | REPLICA |
    RESET | RESTART | RESTRICT | ROLLUP | ROW | ROWS | RULE | SCHEMA | SECOND | SEQUENCE | SET |
    SETOF | SETS | SHARE | SHOW | SIMPLE | SKIP_ | SMALLINT | START | STATISTICS | STDIN |
    STORAGE | STORED | SUBSTRING | TABLESPACE | TEMP | TEMPORARY | TIES | TIME | TIMESTAMP |
    TREAT | TRIM | TRUNCATE | TYPE | UESCAPE | UNBOUNDED | UNKNOWN | UNLOGGED | UPDATE | VALID |
    VALIDATE | VALUE | VALUES | VARCHAR | VARYING | VERSION | VIEW | VIRTUAL | WITHIN | WITHOUT |
    YEAR | ZONE
  ;

label
  : IDENTIFIER | QUOTED_NAME | UNICODE_NAME | ACCESS | ACTION | ADD | AFTER | ALL | ALTER |
    ALWAYS | ANALYSE | ANALYZE | AND | ANY | ARRAY | AS | ASC | ASYMMETRIC | AT | ATOMIC |
    ATTACH | ATTRIBUTE | AUTHORIZATION | BEFORE | BEGIN | BETWEEN | BIGINT | BIT | BOOLEAN |
    BOTH | BY | CACHE | CASCADE | CASE | CAST | CHAR | CHARACTER | CHECK | CLUSTER | COALESCE |
    COLLATE | COLLATION | COLUMN | COMMENT | COMMENTS | COMMIT | COMPRESSION | CONCURRENTLY |
    CONSTRAINT | CONSTRAINTS | COPY | CREATE | CROSS | CUBE | CURRENT | CURRENT_CATALOG |
    CURRENT_DATE | CURRENT_ROLE | CURRENT_SCHEMA | CURRENT_TIME | CURRENT_TIMESTAMP |
    CURRENT_USER | CYCLE | DATA | DATABASE | DAY | DEC | DECIMAL | DEFAULT | DEFAULTS |
    DEFERRABLE | DEFERRED | DELETE | DEPENDS | DESC | DETACH | DISABLE | DISTINCT | DO |
    DOCUMENT | DOMAIN | DOUBLE | DROP | ELSE | ENABLE | END | ENUM | ESCAPE | EXCEPT | EXCLUDE |
    EXCLUDING | EXISTS | EXPRESSION | EXTENSION | EXTRACT | FALSE_ | FETCH | FILTER | FIRST |
    FLOAT | FOLLOWING | FOR | FORCE | FOREIGN | FROM | FULL | FUNCTION | GENERATED | GLOBAL |
    GRANT | GREATEST | GROUP | GROUPING | GROUPS | HAVING | HOUR | IDENTITY | IF | ILIKE |
    IMMEDIATE | IN | INCLUDE | INCLUDING | INCREMENT | INDEX | INDEXES | INHERIT | INHERITS |
    INITIALLY | INNER | INSERT | INT | INTEGER | INTERSECT | INTERVAL | INTO | IS | ISNULL |
    JOIN | JSON | KEY | KEYS | LAST | LATERAL | LEADING | LEAST | LEFT | LIKE | LIMIT | LOCAL |
    LOCALTIME | LOCALTIMESTAMP | LOCKED | LOGGED | MATCH | MATERIALIZED | MAXVALUE | METHOD |
    MINUTE | MINVALUE | MONTH | NAME | NATIONAL | NATURAL | NCHAR | NEXT | NO | NORMALIZED | NOT |
    NOTNULL | NOWAIT | NULL_ | NULLIF | NULLS | NUMERIC | OF | OFFSET | OIDS | ON | ONLY |
    OPERATOR | OR | ORDER | ORDINALITY | OTHERS | OUTER | OVER | OVERLAPS | OVERLAY | OWNED |
    OWNER | PARTIAL | PARTITION | PLACING | POSITION | PRECEDING | PRECISION | PRESERVE |
    PRIMARY | PROCEDURE | RANGE | REAL | RECURSIVE | REFERENCES | REFRESH | RENAME | REPEATABLE |
    REPLICA | RESET | RESTART | RESTRICT | RETURNING | RIGHT | ROLLUP | ROW | ROWS | RULE |
    SCHEMA | SECOND | SELECT | SEQUENCE | SESSION_USER | SET | SETOF | SETS | SHARE | SHOW |
    SIMILAR | SIMPLE | SKIP_ | SMALLINT | SOME | START | STATISTICS | STDIN | STORAGE | STORED |
    SUBSTRING | SYMMETRIC | TABLE | TABLESAMPLE | TABLESPACE | TEMP | TEMPORARY | THEN | TIES |
    TIME | TIMESTAMP | TO | TRAILING | TREAT | TRIM | TRUE_ | TRUNCATE | TYPE | UESCAPE |
    UNBOUNDED | UNION | UNIQUE | UNKNOWN | UNLOGGED | UPDATE | USER | USING | VALID | VALIDATE |
    VALUE | VALUES | VARCHAR | VARIADIC | VARYING | VERSION | VIEW | VIRTUAL | WHEN | WHERE |
    WINDOW | WITH | WITHIN | WITHOUT | YEAR | ZONE
  ;

function_word
  : IDENTIFIER | QUOTED_NAME | UNICODE_NAME | ACCESS | ACTION | ADD | AFTER | ALTER | ALWAYS |
    AT | ATOMIC | ATTACH | ATTRIBUTE | BEFORE | BEGIN | BY | CACHE | CASCADE | CLUSTER | COMMENT |
    COMMENTS | COMMIT | COMPRESSION | CONSTRAINTS | COPY | CUBE | CURRENT | CYCLE | DATA |
    DATABASE | DAY | DEFAULTS | DEFERRED | DELETE | DEPENDS | DETACH | DISABLE | DOCUMENT |
    DOMAIN | DOUBLE | DROP | ENABLE | ENUM | ESCAPE | EXCLUDE | EXCLUDING | EXPRESSION |
    EXTENSION | FILTER | FIRST | FOLLOWING | FORCE | FUNCTION | GENERATED | GLOBAL | GROUPS |
    HOUR | IDENTITY | IF | IMMEDIATE | INCLUDE | INCLUDING | INCREMENT | INDEX | INDEXES |
    INHERIT | INHERITS | INSERT | JSON | KEY | KEYS | LAST | LOCAL | LOCKED | LOGGED | MATCH |
    MATERIALIZED | MAXVALUE | METHOD | MINUTE | MINVALUE | MONTH | NAME | NEXT | NO | NORMALIZED |
    NOWAIT | NULLS | OF | OIDS | OPERATOR | ORDINALITY | OTHERS | OVER | OWNED | OWNER | PARTIAL |
    PARTITION | PRECEDING | PRESERVE | PROCEDURE | RANGE | RECURSIVE | REFRESH | RENAME |
    REPEATABLE | REPLICA | RESET | RESTART | RESTRICT | ROLLUP | ROWS | RULE | SCHEMA | SECOND |
    SEQUENCE | SET | SETS | SHARE | SHOW | SIMPLE | SKIP_ | START | STATISTICS | STDIN | STORAGE |
    STORED | TABLESPACE | TEMP | TEMPORARY | TIES | TRUNCATE | TYPE | UESCAPE | UNBOUNDED |
    UNKNOWN | UNLOGGED | UPDATE | VALID | VALIDATE | VALUE | VARYING | VERSION | VIEW | VIRTUAL |
    WITHIN | WITHOUT | YEAR | ZONE
  ;

type_word
  : IDENTIFIER | QUOTED_NAME | UNICODE_NAME | ACCESS | ACTION | ADD | AFTER | ALTER | ALWAYS |
    AT | ATOMIC | ATTACH | ATTRIBUTE | AUTHORIZATION | BEFORE | BEGIN | BY | CACHE | CASCADE |
    CLUSTER | COLLATION | COMMENT | COMMENTS | COMMIT | COMPRESSION | CONCURRENTLY | CONSTRAINTS |
    COPY | CROSS | CUBE | CURRENT | CURRENT_SCHEMA | CYCLE | DATA | DATABASE | DAY | DEFAULTS |
    DEFERRED | DELETE | DEPENDS | DETACH | DISABLE | DOCUMENT | DOMAIN | DOUBLE | DROP | ENABLE |
    ENUM | ESCAPE | EXCLUDE | EXCLUDING | EXPRESSION | EXTENSION | FILTER | FIRST | FOLLOWING |
    FORCE | FULL | FUNCTION | GENERATED | GLOBAL | GROUPS | HOUR | IDENTITY | IF | ILIKE |
    IMMEDIATE | INCLUDE | INCLUDING | INCREMENT | INDEX | INDEXES | INHERIT | INHERITS | INNER |
    INSERT | IS | ISNULL | JOIN | JSON | KEY | KEYS | LAST | LEFT | LIKE | LOCAL | LOCKED |
    LOGGED | MATCH | MATERIALIZED | MAXVALUE | METHOD | MINUTE | MINVALUE | MONTH | NAME |
    NATURAL | NEXT | NO | NORMALIZED | NOTNULL | NOWAIT | NULLS | OF | OIDS | OPERATOR |
    ORDINALITY | OTHERS | OUTER | OVER | OVERLAPS | OWNED | OWNER | PARTIAL | PARTITION |
    PRECEDING | PRESERVE | PROCEDURE | RANGE | RECURSIVE | REFRESH | RENAME | REPEATABLE |
    REPLICA | RESET | RESTART | RESTRICT | RIGHT | ROLLUP | ROWS | RULE | SCHEMA | SECOND |
    SEQUENCE | SET | SETS | SHARE | SHOW | SIMILAR | SIMPLE | SKIP_ | START | STATISTICS | STDIN |
    STORAGE | STORED | TABLESAMPLE | TABLESPACE | TEMP | TEMPORARY | TIES | TRUNCATE | TYPE |
    UESCAPE | UNBOUNDED | UNKNOWN | UNLOGGED | UPDATE | VALID | VALIDATE | VALUE | VARYING |
    VERSION | VIEW | VIRTUAL | WITHIN | WITHOUT | YEAR | ZONE
  ;

column_keyword
  : BETWEEN | BIGINT | BIT | BOOLEAN | CHAR | CHARACTER | COALESCE | DEC | DECIMAL | EXISTS |
    EXTRACT | FLOAT | GREATEST | GROUPING | INT | INTEGER | INTERVAL | LEAST | NATIONAL | NCHAR |
    NULLIF | NUMERIC | OVERLAY | POSITION | PRECISION | REAL | ROW | SETOF | SMALLINT |
    SUBSTRING | TIME | TIMESTAMP | TREAT | TRIM | VALUES | VARCHAR
  ;

type_function_keyword
  : AUTHORIZATION | COLLATION | CONCURRENTLY | CROSS | FULL | ILIKE | INNER |
    IS | ISNULL | JOIN | LEFT | LIKE | NATURAL | NOTNULL | OUTER | OVERLAPS | RIGHT | SIMILAR |
    TABLESAMPLE
  ;

reserved_word
  : ALL | ANALYSE | ANALYZE | AND | ANY | ARRAY | AS | ASC | ASYMMETRIC | BOTH | CASE | CAST |
    CHECK | COLLATE | COLUMN | CONSTRAINT | CREATE | CURRENT_CATALOG | CURRENT_DATE |
    CURRENT_ROLE | CURRENT_TIME | CURRENT_TIMESTAMP | CURRENT_USER | DEFAULT | DEFERRABLE | DESC |
    DISTINCT | DO | ELSE | END | EXCEPT | FALSE_ | FETCH | FOR | FOREIGN | FROM | GRANT | GROUP |
    HAVING | IN | INITIALLY | INTERSECT | INTO | LATERAL | LEADING | LIMIT | LOCALTIME |
    LOCALTIMESTAMP | NOT | NULL_ | OFFSET | ON | ONLY | OR | ORDER | PLACING | PRIMARY |
    REFERENCES | RETURNING | SELECT | SESSION_USER | SOME | SYMMETRIC | TABLE | THEN | TO |
    TRAILING | TRUE_ | UNION | UNIQUE | USER | USING | VARIADIC | WHEN | WHERE | WINDOW | WITH
  ;
