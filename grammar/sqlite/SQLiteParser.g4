// SQLite's SQL (lang.html and the syntax diagrams it links), one statement at a time.
//
// Choices are made on one token wherever SQLite's language lets them: alternatives that begin alike
// share their beginning. What the grammar accepts beyond SQLite (a column after a table constraint)
// is refused by the reader.
parser grammar SQLiteParser;

options { tokenVocab = SQLiteLexer; }

// ---- What the reader asks for

single_statement: statement EOF;
single_expression: expr EOF;
single_default: default_value EOF;
body: statement? (SEMI statement?)* EOF;

// ---- Statements

statement
  : CREATE created
  | ALTER TABLE full_name alteration
  | DROP dropped=(TABLE | VIEW | INDEX | TRIGGER) if_exists? full_name
  | with_clause? (select_body | insert | update | deletion)
  | PRAGMA full_name (EQ pragma_value | LP pragma_value RP)?
  | BEGIN (DEFERRED | IMMEDIATE | EXCLUSIVE)? (TRANSACTION name?)?
  | (COMMIT | END) (TRANSACTION name?)?
  | ROLLBACK (TRANSACTION name?)? (TO SAVEPOINT? name)?
  | SAVEPOINT name
  | RELEASE SAVEPOINT? name
  | ATTACH DATABASE? expr AS expr (KEY expr)?
  | DETACH DATABASE? expr
  | ANALYZE full_name?
  | REINDEX full_name?
  | VACUUM name? (INTO expr)?
  | EXPLAIN (QUERY PLAN)? statement
  ;

created
  : (TEMP | TEMPORARY)? (table_definition | view_definition | trigger_definition)
  | UNIQUE? index_definition
  | virtual_table_definition
  ;

full_name: first=name (DOT second=name)?;
if_exists: IF EXISTS;
if_not_exists: IF NOT EXISTS;

pragma_value
  : (PLUS | MINUS)? (INTEGER | HEX_INTEGER | REAL)
  | name
  | ON
  | DELETE
  | DEFAULT
  ;

// ---- CREATE TABLE (lang_createtable.html)

table_definition
  : TABLE if_not_exists? full_name
    (AS query | LP table_element (COMMA table_element)* RP (table_option (COMMA table_option)*)?)
  ;

// Constraints need no comma between them (parse.y, tconscomma).
table_element: column_definition | table_constraint+;

table_option: WITHOUT? IDENTIFIER;

column_definition: column=name type_name? column_constraint*;

type_name: type_word+ (LP signed_number (COMMA signed_number)? RP)?;

signed_number: (PLUS | MINUS)? (INTEGER | HEX_INTEGER | REAL);

// CONSTRAINT and DEFERRABLE stand as items of their own, as in parse.y (ccons).
column_constraint
  : CONSTRAINT name
  | DEFAULT default_value
  | NULL_ conflict?
  | NOT (NULL_ conflict? | deferrable)
  | PRIMARY KEY order=(ASC | DESC)? conflict? AUTOINCREMENT?
  | UNIQUE conflict?
  | CHECK LP expr RP
  | reference
  | deferrable
  | COLLATE name
  | (GENERATED ALWAYS)? AS LP expr RP storage=(IDENTIFIER | VIRTUAL)?
  ;

default_value
  : LP expr RP
  | (PLUS | MINUS)? literal
  | default_word
  ;

table_constraint
  : CONSTRAINT name
  | PRIMARY KEY LP indexed_column (COMMA indexed_column)* AUTOINCREMENT? RP conflict?
  | UNIQUE LP indexed_column (COMMA indexed_column)* RP conflict?
  | CHECK LP expr RP conflict?
  | FOREIGN KEY name_list reference (NOT? deferrable)?
  ;

conflict: ON CONFLICT resolution;
resolution: ROLLBACK | ABORT | FAIL | IGNORE | REPLACE;

reference: REFERENCES table=name name_list? reference_argument*;
reference_argument
  : ON (event=(DELETE | UPDATE | INSERT)) reference_action
  | MATCH name
  ;
reference_action: SET (NULL_ | DEFAULT) | CASCADE | RESTRICT | NO ACTION;
deferrable: DEFERRABLE (INITIALLY initially=(DEFERRED | IMMEDIATE))?;

name_list: LP name (COMMA name)* RP;

indexed_column: expr order=(ASC | DESC)? (NULLS (FIRST | LAST))?;

// ---- Other definitions

index_definition
  : INDEX if_not_exists? full_name ON table=name
    LP indexed_column (COMMA indexed_column)* RP (WHERE where=expr)?
  ;

view_definition: VIEW if_not_exists? full_name name_list? AS query;

trigger_definition
  : TRIGGER if_not_exists? full_name (BEFORE | AFTER | INSTEAD OF)? trigger_event ON table=full_name
    (FOR EACH ROW)? (WHEN condition=expr)? BEGIN (statement SEMI)+ END
  ;

trigger_event: DELETE | INSERT | UPDATE (OF name (COMMA name)*)?;

virtual_table_definition
  : VIRTUAL TABLE if_not_exists? full_name USING module=name
    (LP module_argument (COMMA module_argument)* RP)?
  ;
module_argument: (~(LP | RP | COMMA) | nested_argument)*;
nested_argument: LP (~(LP | RP) | nested_argument)* RP;

alteration
  : RENAME TO to=name
  | RENAME COLUMN? from=name TO to=name
  | ADD COLUMN? column_definition
  | DROP COLUMN? column=name
  ;

// ---- Rows

insert
  : (INSERT (OR resolution)? | REPLACE) INTO full_name (AS called=name)? name_list?
    (query upsert* | DEFAULT VALUES) returning?
  ;

upsert
  : ON CONFLICT (LP indexed_column (COMMA indexed_column)* RP (WHERE target=expr)?)?
    DO (NOTHING | UPDATE SET assignment (COMMA assignment)* (WHERE where=expr)?)
  ;

update
  : UPDATE (OR resolution)? full_name (AS called=name)? indexed? SET assignment (COMMA assignment)*
    (FROM from_clause)? (WHERE where=expr)? returning? order_by? limit?
  ;

deletion
  : DELETE FROM full_name (AS called=name)? indexed? (WHERE where=expr)? returning? order_by? limit?
  ;

assignment: (name | name_list) EQ expr;
returning: RETURNING result_column (COMMA result_column)*;

// ---- SELECT (lang_select.html)

query: with_clause? select_body;

with_clause: WITH RECURSIVE? common_table (COMMA common_table)*;
common_table: cte=name name_list? AS (NOT? MATERIALIZED)? LP query RP;

select_body: select_core (compound_operator select_core)* order_by? limit?;
compound_operator: UNION ALL? | INTERSECT | EXCEPT;

select_core
  : SELECT (DISTINCT | ALL)? result_column (COMMA result_column)* (FROM from_clause)?
    (WHERE where=expr)? (GROUP BY expr (COMMA expr)*)? (HAVING having=expr)?
    (WINDOW named_window (COMMA named_window)*)?
  | VALUES row (COMMA row)*
  ;

row: LP expr (COMMA expr)* RP;
result_column: STAR | table=name DOT STAR | expr alias?;
alias: AS name | bare_alias;

from_clause: table_source joined*;
joined: join_operator table_source (ON expr | USING name_list)?;
join_operator: COMMA | (NATURAL | LEFT | RIGHT | FULL | OUTER | INNER | CROSS)* JOIN;
table_source
  : full_name (LP (expr (COMMA expr)*)? RP)? alias? indexed?
  | LP query RP alias?
  | LP from_clause RP alias?
  ;
indexed: INDEXED BY name | NOT INDEXED;

order_by: ORDER BY ordering_term (COMMA ordering_term)*;
ordering_term: expr (ASC | DESC)? (NULLS (FIRST | LAST))?;
limit: LIMIT expr ((OFFSET | COMMA) expr)?;

// ---- Windows (windowfunctions.html)

named_window: name AS LP window RP;
window
  : base=(IDENTIFIER | QUOTED_NAME | STRING)? (PARTITION BY expr (COMMA expr)*)? order_by? frame?
  ;
frame
  : (RANGE | ROWS | GROUPS) (BETWEEN frame_bound AND frame_bound | frame_bound)
    (EXCLUDE (NO OTHERS | CURRENT ROW | GROUP | TIES))?
  ;
frame_bound: UNBOUNDED (PRECEDING | FOLLOWING) | CURRENT ROW | expr (PRECEDING | FOLLOWING);

// ---- Expressions (lang_expr.html)
//
// Two left-recursive rules: operands bind closer than any comparison, so that the operands of
// BETWEEN and IN need no rule of their own, and comparisons are all of one precedence.

expr
  : value=operand
  | left=expr predicate
  | NOT right=expr
  | left=expr op=AND right=expr
  | left=expr op=OR right=expr
  ;

predicate
  : comparison=(EQ | EQ2 | NE | NE2) compared
  | IS NOT? (DISTINCT FROM)? compared
  | ISNULL
  | NOTNULL
  | NOT? (matching=(LIKE | GLOB | REGEXP | MATCH) compared (ESCAPE operand)? | between | membership)
  | NOT NULL_
  ;

// `a = NOT b` negates b.
compared: operand | NOT (operand predicate* | compared);
between: BETWEEN low=compared AND high=compared;
membership: IN (LP (query | expr (COMMA expr)*)? RP | name (DOT name)? (LP (expr (COMMA expr)*)? RP)?);

operand
  : primary
  | sign=(MINUS | PLUS | TILDE) right=operand
  | left=operand COLLATE collation=name
  | left=operand op=(CONCAT | PTR | PTR2) right=operand
  | left=operand op=(STAR | SLASH | PERCENT) right=operand
  | left=operand op=(PLUS | MINUS) right=operand
  | left=operand op=(AMP | PIPE | LSHIFT | RSHIFT) right=operand
  | left=operand op=(LT | LE | GT | GE) right=operand
  ;

primary
  : number_or_constant
  | PARAMETER
  | text=STRING (DOT name (DOT name)?)?
  | column_reference_name (DOT name (DOT name)? | call)?
  | CAST LP expr AS type_name? RP
  | RAISE LP (IGNORE | (ROLLBACK | ABORT | FAIL) COMMA expr) RP
  | case_expression
  | EXISTS LP query RP
  | LP (query | expr (COMMA expr)*) RP
  ;

literal: number_or_constant | STRING;
number_or_constant
  : INTEGER | HEX_INTEGER | REAL | BLOB | NULL_ | CURRENT_DATE | CURRENT_TIME | CURRENT_TIMESTAMP
  ;

case_expression: CASE base=expr? when_then+ (ELSE otherwise=expr)? END;
when_then: WHEN condition=expr THEN result=expr;

call
  : LP (STAR | (DISTINCT | ALL)? expr (COMMA expr)* order_by?)? RP
    (WITHIN GROUP LP order_by RP)? (FILTER LP WHERE expr RP)? (OVER (name | LP window RP))?
  ;

// Names. Many keywords fall back to names (parse.y's %fallback), and which ones depends on where
// they stand; each set is one rule, so that choosing takes one token.

name
  : IDENTIFIER | QUOTED_NAME | STRING | ABORT | ACTION | AFTER | ALWAYS | ANALYZE | ASC | ATTACH
    | BEFORE | BEGIN | BY | CASCADE | CAST | COLUMN | CONFLICT | CROSS | CURRENT | CURRENT_DATE
    | CURRENT_TIME | CURRENT_TIMESTAMP | DATABASE | DEFERRED | DESC | DETACH | DO | EACH | END |
    EXCLUDE | EXCLUSIVE | EXPLAIN | FAIL | FILTER | FIRST | FOLLOWING | FOR | FULL | GENERATED |
    GLOB | GROUPS | IF | IGNORE | IMMEDIATE | INDEXED | INITIALLY | INNER | INSTEAD | KEY | LAST
    | LEFT | LIKE | MATCH | MATERIALIZED | NATURAL | NO | NULLS | OF | OFFSET | OTHERS | OUTER |
    OVER | PARTITION | PLAN | PRAGMA | PRECEDING | QUERY | RAISE | RANGE | RECURSIVE | REGEXP |
    REINDEX | RELEASE | RENAME | REPLACE | RESTRICT | RIGHT | ROLLBACK | ROW | ROWS | SAVEPOINT
    | TEMP | TEMPORARY | TIES | TRIGGER | UNBOUNDED | VACUUM | VIEW | VIRTUAL | WINDOW | WITH |
    WITHIN | WITHOUT
  ;

column_reference_name
  : IDENTIFIER | QUOTED_NAME | ABORT | ACTION | AFTER | ALWAYS | ANALYZE | ASC | ATTACH | BEFORE
    | BEGIN | BY | CASCADE | COLUMN | CONFLICT | CROSS | CURRENT | DATABASE | DEFERRED | DESC |
    DETACH | DO | EACH | END | EXCLUDE | EXCLUSIVE | EXPLAIN | FAIL | FILTER | FIRST | FOLLOWING
    | FOR | FULL | GENERATED | GLOB | GROUPS | IF | IGNORE | IMMEDIATE | INDEXED | INITIALLY |
    INNER | INSTEAD | KEY | LAST | LEFT | LIKE | MATCH | MATERIALIZED | NATURAL | NO | NULLS |
    OF | OFFSET | OTHERS | OUTER | OVER | PARTITION | PLAN | PRAGMA | PRECEDING | QUERY | RANGE
    | RECURSIVE | REGEXP | REINDEX | RELEASE | RENAME | REPLACE | RESTRICT | RIGHT | ROLLBACK |
    ROW | ROWS | SAVEPOINT | TEMP | TEMPORARY | TIES | TRIGGER | UNBOUNDED | VACUUM | VIEW |
    VIRTUAL | WINDOW | WITH | WITHIN | WITHOUT
  ;

// An alias without AS.
bare_alias
  : IDENTIFIER | QUOTED_NAME | STRING | ABORT | ACTION | AFTER | ALWAYS | ANALYZE | ASC | ATTACH
    | BEFORE | BEGIN | BY | CASCADE | CAST | COLUMN | CONFLICT | CURRENT | CURRENT_DATE |
    CURRENT_TIME | CURRENT_TIMESTAMP | DATABASE | DEFERRED | DESC | DETACH | DO | EACH | END |
    EXCLUDE | EXCLUSIVE | EXPLAIN | FAIL | FIRST | FOLLOWING | FOR | GENERATED | GROUPS | IF |
    IGNORE | IMMEDIATE | INITIALLY | INSTEAD | KEY | LAST | MATERIALIZED | NO | NULLS | OF |
    OFFSET | OTHERS | PARTITION | PLAN | PRAGMA | PRECEDING | QUERY | RAISE | RANGE | RECURSIVE
    | REINDEX | RELEASE | RENAME | REPLACE | RESTRICT | ROLLBACK | ROW | ROWS | SAVEPOINT | TEMP
    | TEMPORARY | TIES | TRIGGER | UNBOUNDED | VACUUM | VIEW | VIRTUAL | WITH | WITHOUT
  ;

type_word
  : IDENTIFIER | QUOTED_NAME | STRING | ABORT | ACTION | AFTER | ALWAYS | ANALYZE | ASC | ATTACH
    | BEFORE | BEGIN | BY | CASCADE | CAST | COLUMN | CONFLICT | CURRENT | CURRENT_DATE |
    CURRENT_TIME | CURRENT_TIMESTAMP | DATABASE | DEFERRED | DESC | DETACH | DO | EACH | END |
    EXCLUDE | EXCLUSIVE | EXPLAIN | FAIL | FILTER | FIRST | FOLLOWING | FOR | GLOB | GROUPS | IF
    | IGNORE | IMMEDIATE | INITIALLY | INSTEAD | KEY | LAST | LIKE | MATCH | MATERIALIZED | NO |
    NULLS | OF | OFFSET | OTHERS | OVER | PARTITION | PLAN | PRAGMA | PRECEDING | QUERY | RAISE
    | RANGE | RECURSIVE | REGEXP | REINDEX | RELEASE | RENAME | REPLACE | RESTRICT | ROLLBACK |
    ROW | ROWS | SAVEPOINT | TEMP | TEMPORARY | TIES | TRIGGER | UNBOUNDED | VACUUM | VIEW |
    VIRTUAL | WINDOW | WITH | WITHIN | WITHOUT
  ;

default_word
  : IDENTIFIER | QUOTED_NAME | ABORT | ACTION | AFTER | ALWAYS | ANALYZE | ASC | ATTACH | BEFORE
    | BEGIN | BY | CASCADE | CAST | COLUMN | CONFLICT | CURRENT | DATABASE | DEFERRED | DESC |
    DETACH | DO | EACH | END | EXCLUDE | EXCLUSIVE | EXPLAIN | FAIL | FILTER | FIRST | FOLLOWING
    | FOR | GENERATED | GLOB | GROUPS | IF | IGNORE | IMMEDIATE | INDEXED | INITIALLY | INSTEAD
    | KEY | LAST | LIKE | MATCH | MATERIALIZED | NO | NULLS | OF | OFFSET | OTHERS | OVER |
    PARTITION | PLAN | PRAGMA | PRECEDING | QUERY | RAISE | RANGE | RECURSIVE | REGEXP | REINDEX
    | RELEASE | RENAME | REPLACE | RESTRICT | ROLLBACK | ROW | ROWS | SAVEPOINT | TEMP |
    TEMPORARY | TIES | TRIGGER | UNBOUNDED | VACUUM | VIEW | VIRTUAL | WINDOW | WITH | WITHIN |
    WITHOUT
  ;
