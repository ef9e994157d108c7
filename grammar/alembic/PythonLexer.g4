// The tokens of Python 3, as far as migration scripts can hold them. INDENT, DEDENT and the soft
// keywords MATCH and CASE are made by layout.cpp, which also drops the NEWLINEs that do not count.
lexer grammar PythonLexer;

tokens { INDENT, DEDENT, MATCH, CASE }

AND : 'and' ;
AS : 'as' ;
ASSERT : 'assert' ;
ASYNC : 'async' ;
AWAIT : 'await' ;
BREAK : 'break' ;
CLASS : 'class' ;
CONTINUE : 'continue' ;
DEF : 'def' ;
DEL : 'del' ;
ELIF : 'elif' ;
ELSE : 'else' ;
EXCEPT : 'except' ;
FALSE : 'False' ;
FINALLY : 'finally' ;
FOR : 'for' ;
FROM : 'from' ;
GLOBAL : 'global' ;
IF : 'if' ;
IMPORT : 'import' ;
IN : 'in' ;
IS : 'is' ;
LAMBDA : 'lambda' ;
NONE : 'None' ;
NONLOCAL : 'nonlocal' ;
NOT : 'not' ;
OR : 'or' ;
PASS : 'pass' ;
RAISE : 'raise' ;
RETURN : 'return' ;
TRUE : 'True' ;
TRY : 'try' ;
WHILE : 'while' ;
WITH : 'with' ;
YIELD : 'yield' ;

OPEN_PAREN : '(' ;
CLOSE_PAREN : ')' ;
OPEN_BRACKET : '[' ;
CLOSE_BRACKET : ']' ;
OPEN_BRACE : '{' ;
CLOSE_BRACE : '}' ;

DOT : '.' ;
ELLIPSIS : '...' ;
COMMA : ',' ;
COLON : ':' ;
WALRUS : ':=' ;
SEMICOLON : ';' ;
ASSIGN : '=' ;
ARROW : '->' ;
AUGMENTED : ('+' | '-' | '*' | '/' | '//' | '%' | '@' | '&' | '|' | '^' | '>>' | '<<' | '**') '=' ;
STAR : '*' ;
POWER : '**' ;
PLUS : '+' ;
MINUS : '-' ;
SLASH : '/' ;
FLOOR : '//' ;
PERCENT : '%' ;
AT : '@' ;
SHIFT_LEFT : '<<' ;
SHIFT_RIGHT : '>>' ;
AMPERSAND : '&' ;
CARET : '^' ;
BAR : '|' ;
TILDE : '~' ;
LESS : '<' ;
GREATER : '>' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS_EQUAL : '<=' ;
GREATER_EQUAL : '>=' ;

FLOAT
  : (DIGITS '.' DIGITS? | '.' DIGITS) EXPONENT? [jJ]?
  | DIGITS EXPONENT [jJ]?
  | DIGITS [jJ]
  ;
INTEGER : DIGITS | '0' [xXoObB] [0-9a-fA-F_]+ ;

// A field of an f-string may hold strings, even with the f-string's own quotes (Python 3.12), so
// that both readings are offered; the longer one wins.
STRING
  : [rRuUbBtT]? [rRbB]? PLAIN
  | ([fFtT] [rR]? | [rR] [fFtT]) (PLAIN | FORMATTED)
  ;

NAME : NAME_START NAME_PART* ;

NEWLINE : '\r'? '\n' | '\r' ;
SPACE : [ \t\f]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> skip ;
JOINED_LINE : '\\' ('\r'? '\n' | '\r') -> skip ;

// Whatever else there is becomes a token that no rule takes, so that the parser names it.
UNKNOWN : . ;

fragment DIGITS : [0-9] ('_'? [0-9])* ;
fragment EXPONENT : [eE] [+-]? DIGITS ;
fragment NAME_START : [a-zA-Z_\u00AA-\u{10FFFF}] ;
fragment NAME_PART : NAME_START | [0-9\u00B7] ;

fragment ESCAPED : '\\' ('\r\n' | .) ;
fragment PLAIN
  : '\'' (ESCAPED | ~[\\\r\n'])* '\''
  | '"' (ESCAPED | ~[\\\r\n"])* '"'
  | '\'\'\'' (ESCAPED | ~'\\')*? '\'\'\''
  | '"""' (ESCAPED | ~'\\')*? '"""'
  ;
fragment FORMATTED
  : '\'' (ESCAPED | '{{' | '}}' | FIELD | ~[\\\r\n'{}])* '\''
  | '"' (ESCAPED | '{{' | '}}' | FIELD | ~[\\\r\n"{}])* '"'
  ;
fragment FIELD : '{' (FIELD_STRING | ~[{}'"\r\n]) (BRACES | FIELD_STRING | ~[{}'"\r\n])* '}' ;
fragment BRACES : '{' (BRACES | FIELD_STRING | ~[{}'"\r\n])* '}' ;
fragment FIELD_STRING
  : '\'' (ESCAPED | ~[\\\r\n'])* '\''
  | '"' (ESCAPED | ~[\\\r\n"])* '"'
  ;
