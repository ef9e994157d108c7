// Python 3 as migration scripts are written: everything that a module can hold is recognised, so
// that nothing legal is called an error; what nobody reads further (classes, match, async) is
// recognised loosely. The tokens come from layout.cpp.
parser grammar PythonParser;

options { tokenVocab = PythonLexer; }

module : statement* EOF ;
field : values EOF ;  // the expression in an f-string's braces

statement : simple_line | compound ;
simple_line : simple (SEMICOLON simple)* SEMICOLON? NEWLINE ;

simple
  : values (annotation | augmentation | assigned*)  # expression
  | yielding                                     # yield_statement
  | IMPORT dotted_as (COMMA dotted_as)*          # import_modules
  | FROM (DOT | ELLIPSIS)* dotted? IMPORT imported  # import_from
  | RETURN values?                               # return_statement
  | RAISE (test (FROM test)?)?                   # raise_statement
  | PASS                                         # pass_statement
  | BREAK                                        # break_statement
  | CONTINUE                                     # continue_statement
  | ASSERT test (COMMA test)?                    # assert_statement
  | DEL values                                   # delete_statement
  | (GLOBAL | NONLOCAL) NAME (COMMA NAME)*       # scope_statement
  | NAME NAME type_parameters? ASSIGN test       # type_alias
  ;
annotation : COLON test (ASSIGN value)? ;
augmentation : AUGMENTED value ;
assigned : ASSIGN value ;
value : yielding | values ;
dotted : NAME (DOT NAME)* ;
dotted_as : dotted (AS NAME)? ;
imported : STAR | OPEN_PAREN named (COMMA named)* COMMA? CLOSE_PAREN | named (COMMA named)* ;
named : NAME (AS NAME)? ;

compound
  : if_statement
  | while_statement
  | for_statement
  | try_statement
  | with_statement
  | decorated
  | function
  | class_statement
  | async_statement
  | match_statement
  ;
if_statement : IF condition COLON block (ELIF condition COLON block)* else_part? ;
condition : named_test ;
else_part : ELSE COLON block ;
while_statement : WHILE named_test COLON block else_part? ;
for_statement : FOR targets IN values COLON block else_part? ;
try_statement : TRY COLON block handler* else_part? finally_part? ;
handler : EXCEPT STAR? (test (COMMA test)* (AS NAME)?)? COLON block ;
finally_part : FINALLY COLON block ;
with_statement
  : WITH OPEN_PAREN with_item (COMMA with_item)* COMMA? CLOSE_PAREN COLON block
  | WITH with_item (COMMA with_item)* COLON block
  ;
with_item : test (AS target)? ;
decorated : decorator+ (function | class_statement | async_statement) ;
decorator : AT named_test NEWLINE ;
function : DEF NAME type_parameters? OPEN_PAREN parameters? CLOSE_PAREN (ARROW test)? COLON block ;
class_statement : CLASS NAME type_parameters? (OPEN_PAREN arguments? CLOSE_PAREN)? COLON block ;
async_statement : ASYNC (function | for_statement | with_statement) ;
match_statement : MATCH values COLON NEWLINE INDENT case_part+ DEDENT ;
case_part : CASE loose+ COLON block ;
block : simple_line | NEWLINE INDENT statement+ DEDENT ;

type_parameters : OPEN_BRACKET (loose | COLON)* CLOSE_BRACKET ;
loose
  : OPEN_PAREN (loose | COLON)* CLOSE_PAREN
  | OPEN_BRACKET (loose | COLON)* CLOSE_BRACKET
  | OPEN_BRACE (loose | COLON)* CLOSE_BRACE
  | ~(OPEN_PAREN | CLOSE_PAREN | OPEN_BRACKET | CLOSE_BRACKET | OPEN_BRACE | CLOSE_BRACE | COLON
    | NEWLINE | INDENT | DEDENT)
  ;

parameters : parameter (COMMA parameter)* COMMA? ;
parameter
  : SLASH
  | STAR
  | (STAR | POWER)? NAME (COLON named_test)? (ASSIGN test)?
  ;
lambda_parameters : lambda_parameter (COMMA lambda_parameter)* COMMA? ;
lambda_parameter
  : SLASH
  | STAR
  | (STAR | POWER)? NAME (ASSIGN test)?
  ;

yielding : YIELD (FROM test | values)? ;
values : element (COMMA element)* COMMA? ;
element : STAR arithmetic | named_test ;
targets : target (COMMA target)* COMMA? ;
target : STAR? arithmetic ;
named_test : (NAME WALRUS)? test ;

test
  : logical (IF logical ELSE test)?              # conditional
  | LAMBDA lambda_parameters? COLON test         # lambda
  ;
logical
  : NOT logical                                  # negation
  | logical AND logical                          # conjunction
  | logical OR logical                           # disjunction
  | arithmetic (comparator arithmetic)*          # comparison
  ;
comparator
  : LESS | GREATER | EQUAL | NOT_EQUAL | LESS_EQUAL | GREATER_EQUAL
  | IN | NOT IN | IS NOT?
  ;
arithmetic
  : primary                                      # operand
  | <assoc=right> arithmetic POWER arithmetic    # binary
  | (PLUS | MINUS | TILDE) arithmetic            # unary
  | arithmetic (STAR | SLASH | FLOOR | PERCENT | AT) arithmetic  # binary
  | arithmetic (PLUS | MINUS) arithmetic         # binary
  | arithmetic (SHIFT_LEFT | SHIFT_RIGHT) arithmetic  # binary
  | arithmetic AMPERSAND arithmetic              # binary
  | arithmetic CARET arithmetic                  # binary
  | arithmetic BAR arithmetic                    # binary
  ;

primary : AWAIT? atom trailer* ;
trailer
  : DOT NAME                                     # attribute
  | OPEN_PAREN arguments? CLOSE_PAREN            # call
  | OPEN_BRACKET subscripts CLOSE_BRACKET        # subscription
  ;
arguments : argument (COMMA argument)* COMMA? ;
argument
  : NAME ASSIGN test                             # keyword_argument
  | (STAR | POWER) test                          # unpacked_argument
  | named_test comprehension?                    # plain_argument
  ;
subscripts : subscript (COMMA subscript)* COMMA? ;
subscript : element slice? | slice ;
slice : COLON upper=test? (COLON step=test?)? ;

atom
  : OPEN_PAREN (yielding | values comprehension?)? CLOSE_PAREN  # group
  | OPEN_BRACKET (values comprehension?)? CLOSE_BRACKET  # list
  | OPEN_BRACE (entry (COMMA entry)* COMMA? comprehension?)? CLOSE_BRACE  # braces
  | NAME                                         # name
  | INTEGER                                      # integer
  | FLOAT                                        # float
  | STRING+                                      # strings
  | ELLIPSIS                                     # ellipsis
  | NONE                                         # none
  | TRUE                                         # true
  | FALSE                                        # false
  ;
entry : element (COLON test)? | POWER arithmetic ;  // of a dict or a set
comprehension : generator_part+ ;
generator_part : ASYNC? FOR targets IN logical filter* ;
filter : IF filtered ;
filtered : (NAME WALRUS)? (logical | LAMBDA lambda_parameters? COLON test) ;
