#include "grammar/postgresql/canonical_catalogue.hpp"

namespace athanor::postgresql {

// From pg_proc of PostgreSQL 15: what the expressions of a schema call, without geometry, system
// functions and what only implements an operator.
std::string_view function_lines() {
  return R"(
abbrev cidr>text inet>text ; abs float4>float4 float8>float8 int2>int2 int4>int4 int8>int8
numeric>numeric ; acos float8>float8 ; acosd float8>float8 ; acosh float8>float8 ; age
timestamp>interval timestamptz>interval timestamp,timestamp>interval
timestamptz,timestamptz>interval ; array_append
anycompatiblearray,anycompatible>anycompatiblearray ; array_dims anyarray>text ; array_fill
anyelement,int4[]>anyarray anyelement,int4[],int4[]>anyarray ; array_length anyarray,int4>int4 ;
array_lower anyarray,int4>int4 ; array_ndims anyarray>int4 ; array_position
anycompatiblearray,anycompatible>int4 anycompatiblearray,anycompatible,int4>int4 ;
array_positions anycompatiblearray,anycompatible>int4[] ; array_prepend
anycompatible,anycompatiblearray>anycompatiblearray ; array_remove
anycompatiblearray,anycompatible>anycompatiblearray ; array_replace
anycompatiblearray,anycompatible,anycompatible>anycompatiblearray ; array_to_json anyarray>json
anyarray,bool>json ; array_to_string anyarray,text>text anyarray,text,text>text ;
array_to_tsvector text[]>tsvector ; array_upper anyarray,int4>int4 ; ascii text>int4 ; asin
float8>float8 ; asind float8>float8 ; asinh float8>float8 ; atan float8>float8 ; atan2
float8,float8>float8 ; atan2d float8,float8>float8 ; atand float8>float8 ; atanh float8>float8 ;
bit int4,int4>bit int8,int4>bit bit,int4,bool>bit ; bit_count bit>int8 bytea>int8 ; bit_length
bit>int4 bytea>int4 text>int4 ; bool int4>bool jsonb>bool ; bpchar char>bpchar name>bpchar
bpchar,int4,bool>bpchar ; btrim text>text bytea,bytea>bytea text,text>text ; cardinality
anyarray>int4 ; cbrt float8>float8 ; ceil float8>float8 numeric>numeric ; ceiling float8>float8
numeric>numeric ; char int4>char text>char ; char_length bpchar>int4 text>int4 ;
character_length bpchar>int4 text>int4 ; chr int4>text ; clock_timestamp >timestamptz ; concat
any*>text ; concat_ws text,any*>text ; convert bytea,name,name>bytea ; convert_from
bytea,name>text ; convert_to text,name>bytea ; cos float8>float8 ; cosd float8>float8 ; cosh
float8>float8 ; cot float8>float8 ; cotd float8>float8 ; current_query >text ; current_schema
>name ; current_schemas bool>name[] ; current_setting text>text text,bool>text ; current_user
>name ; date timestamp>date timestamptz>date ; date_bin interval,timestamp,timestamp>timestamp
interval,timestamptz,timestamptz>timestamptz ; date_part text,date>float8 text,interval>float8
text,time>float8 text,timestamp>float8 text,timestamptz>float8 text,timetz>float8 ; date_trunc
text,interval>interval text,timestamp>timestamp text,timestamptz>timestamptz
text,timestamptz,text>timestamptz ; datemultirange >datemultirange daterange*>datemultirange
daterange>datemultirange ; daterange date,date>daterange date,date,text>daterange ; decode
text,text>bytea ; degrees float8>float8 ; div numeric,numeric>numeric ; encode bytea,text>text ;
enum_first anyenum>anyenum ; enum_last anyenum>anyenum ; enum_range anyenum>anyarray
anyenum,anyenum>anyarray ; exp float8>float8 numeric>numeric ; extract text,date>numeric
text,interval>numeric text,time>numeric text,timestamp>numeric text,timestamptz>numeric
text,timetz>numeric ; factorial int8>numeric ; float4 float8>float4 int2>float4 int4>float4
int8>float4 jsonb>float4 numeric>float4 ; float8 float4>float8 int2>float8 int4>float8
int8>float8 jsonb>float8 numeric>float8 ; floor float8>float8 numeric>numeric ; format text>text
text,any*>text ; format_type oid,int4>text ; gcd int4,int4>int4 int8,int8>int8
numeric,numeric>numeric ; gen_random_uuid >uuid ; get_bit bit,int4>int4 bytea,int8>int4 ;
get_byte bytea,int4>int4 ; get_current_ts_config >regconfig ; getpgusername >name ; host
inet>text ; hostmask inet>inet ; initcap text>text ; int2 float4>int2 float8>int2 int4>int2
int8>int2 jsonb>int2 numeric>int2 ; int4 bit>int4 bool>int4 char>int4 float4>int4 float8>int4
int2>int4 int8>int4 jsonb>int4 numeric>int4 ; int4multirange >int4multirange
int4range*>int4multirange int4range>int4multirange ; int4range int4,int4>int4range
int4,int4,text>int4range ; int8 bit>int8 float4>int8 float8>int8 int2>int8 int4>int8 jsonb>int8
numeric>int8 oid>int8 ; int8multirange >int8multirange int8range*>int8multirange
int8range>int8multirange ; int8range int8,int8>int8range int8,int8,text>int8range ; interval
time>interval interval,int4>interval ; is_normalized text,text=>bool ; isempty
anymultirange>bool anyrange>bool ; isfinite date>bool interval>bool timestamp>bool
timestamptz>bool ; json_array_length json>int4 ; json_build_array >json any*>json ;
json_build_object >json any*>json ; json_extract_path json,text*>json ; json_extract_path_text
json,text*>text ; json_object text[]>json text[],text[]>json ; json_populate_record
anyelement,json,bool=>anyelement ; json_strip_nulls json>json ; json_to_tsvector
json,jsonb>tsvector regconfig,json,jsonb>tsvector ; json_typeof json>text ; jsonb_array_length
jsonb>int4 ; jsonb_build_array >jsonb any*>jsonb ; jsonb_build_object >jsonb any*>jsonb ;
jsonb_extract_path jsonb,text*>jsonb ; jsonb_extract_path_text jsonb,text*>text ; jsonb_insert
jsonb,text[],jsonb,bool=>jsonb ; jsonb_object text[]>jsonb text[],text[]>jsonb ;
jsonb_path_exists jsonb,jsonpath,jsonb=,bool=>bool ; jsonb_path_exists_tz
jsonb,jsonpath,jsonb=,bool=>bool ; jsonb_path_match jsonb,jsonpath,jsonb=,bool=>bool ;
jsonb_path_match_tz jsonb,jsonpath,jsonb=,bool=>bool ; jsonb_path_query_array
jsonb,jsonpath,jsonb=,bool=>jsonb ; jsonb_path_query_array_tz
jsonb,jsonpath,jsonb=,bool=>jsonb ; jsonb_path_query_first jsonb,jsonpath,jsonb=,bool=>jsonb ;
jsonb_path_query_first_tz jsonb,jsonpath,jsonb=,bool=>jsonb ; jsonb_populate_record
anyelement,jsonb>anyelement ; jsonb_pretty jsonb>text ; jsonb_set
jsonb,text[],jsonb,bool=>jsonb ; jsonb_set_lax jsonb,text[],jsonb,bool=,text=>jsonb ;
jsonb_strip_nulls jsonb>jsonb ; jsonb_to_tsvector jsonb,jsonb>tsvector
regconfig,jsonb,jsonb>tsvector ; jsonb_typeof jsonb>text ; justify_days interval>interval ;
justify_hours interval>interval ; justify_interval interval>interval ; lcm int4,int4>int4
int8,int8>int8 numeric,numeric>numeric ; left text,int4>text ; length bit>int4 bpchar>int4
bytea>int4 text>int4 tsvector>int4 bytea,name>int4 ; like_escape bytea,bytea>bytea
text,text>text ; ln float8>float8 numeric>numeric ; log float8>float8 numeric>numeric
numeric,numeric>numeric ; log10 float8>float8 numeric>numeric ; lower anymultirange>anyelement
anyrange>anyelement text>text ; lower_inc anymultirange>bool anyrange>bool ; lower_inf
anymultirange>bool anyrange>bool ; lpad text,int4>text text,int4,text>text ; ltrim text>text
bytea,bytea>bytea text,text>text ; make_date int4,int4,int4>date ; make_interval
int4=,int4=,int4=,int4=,int4=,int4=,float8=>interval ; make_time int4,int4,float8>time ;
make_timestamp int4,int4,int4,int4,int4,float8>timestamp ; make_timestamptz
int4,int4,int4,int4,int4,float8>timestamptz int4,int4,int4,int4,int4,float8,text>timestamptz ;
masklen inet>int4 ; md5 bytea>text text>text ; min_scale numeric>int4 ; mod int2,int2>int2
int4,int4>int4 int8,int8>int8 numeric,numeric>numeric ; money int4>money int8>money
numeric>money ; multirange anyrange>anymultirange ; name bpchar>name text>name varchar>name ;
netmask inet>inet ; network inet>cidr ; nextval regclass>int8 ; normalize text,text=>text ; now
>timestamptz ; num_nonnulls any*>int4 ; num_nulls any*>int4 ; numeric float4>numeric
float8>numeric int2>numeric int4>numeric int8>numeric jsonb>numeric money>numeric
numeric,int4>numeric ; nummultirange >nummultirange numrange*>nummultirange
numrange>nummultirange ; numnode tsquery>int4 ; numrange numeric,numeric>numrange
numeric,numeric,text>numrange ; octet_length bit>int4 bpchar>int4 bytea>int4 text>int4 ; oid
int8>oid ; overlaps time,interval,time,interval>bool time,interval,time,time>bool
time,time,time,interval>bool time,time,time,time>bool timestamp,interval,timestamp,interval>bool
timestamp,interval,timestamp,timestamp>bool timestamp,timestamp,timestamp,interval>bool
timestamp,timestamp,timestamp,timestamp>bool timestamptz,interval,timestamptz,interval>bool
timestamptz,interval,timestamptz,timestamptz>bool
timestamptz,timestamptz,timestamptz,interval>bool
timestamptz,timestamptz,timestamptz,timestamptz>bool timetz,timetz,timetz,timetz>bool ; overlay
bit,bit,int4>bit bytea,bytea,int4>bytea text,text,int4>text bit,bit,int4,int4>bit
bytea,bytea,int4,int4>bytea text,text,int4,int4>text ; parse_ident text,bool=>text[] ;
pg_type_is_visible oid>bool ; pg_typeof any>regtype ; phraseto_tsquery text>tsquery
regconfig,text>tsquery ; pi >float8 ; plainto_tsquery text>tsquery regconfig,text>tsquery ;
position bit,bit>int4 bytea,bytea>int4 text,text>int4 ; pow float8,float8>float8
numeric,numeric>numeric ; power float8,float8>float8 numeric,numeric>numeric ; querytree
tsquery>text ; quote_ident text>text ; quote_literal anyelement>text text>text ; quote_nullable
anyelement>text text>text ; radians float8>float8 ; random >float8 ; regclass text>regclass ;
regexp_count text,text>int4 text,text,int4>int4 text,text,int4,text>int4 ; regexp_instr
text,text>int4 text,text,int4>int4 text,text,int4,int4>int4 text,text,int4,int4,int4>int4
text,text,int4,int4,int4,text>int4 text,text,int4,int4,int4,text,int4>int4 ; regexp_like
text,text>bool text,text,text>bool ; regexp_match text,text>text[] text,text,text>text[] ;
regexp_replace text,text,text>text text,text,text,int4>text text,text,text,text>text
text,text,text,int4,int4>text text,text,text,int4,int4,text>text ; regexp_split_to_array
text,text>text[] text,text,text>text[] ; regexp_substr text,text>text text,text,int4>text
text,text,int4,int4>text text,text,int4,int4,text>text text,text,int4,int4,text,int4>text ;
repeat text,int4>text ; replace text,text,text>text ; reverse text>text ; right text,int4>text ;
round float8>float8 numeric>numeric numeric,int4>numeric ; rpad text,int4>text
text,int4,text>text ; rtrim text>text bytea,bytea>bytea text,text>text ; scale numeric>int4 ;
session_user >name ; set_bit bit,int4,int4>bit bytea,int8,int4>bytea ; set_byte
bytea,int4,int4>bytea ; set_masklen cidr,int4>cidr inet,int4>inet ; setweight
tsvector,char>tsvector tsvector,char,text[]>tsvector ; sha224 bytea>bytea ; sha256 bytea>bytea ;
sha384 bytea>bytea ; sha512 bytea>bytea ; sign float8>float8 numeric>numeric ; similar_escape
text,text>text ; similar_to_escape text>text text,text>text ; sin float8>float8 ; sind
float8>float8 ; sinh float8>float8 ; split_part text,text,int4>text ; sqrt float8>float8
numeric>numeric ; statement_timestamp >timestamptz ; string_to_array text,text>text[]
text,text,text>text[] ; strip tsvector>tsvector ; strpos text,text>int4 ; substr
bytea,int4>bytea text,int4>text bytea,int4,int4>bytea text,int4,int4>text ; substring
bit,int4>bit bytea,int4>bytea text,int4>text text,text>text bit,int4,int4>bit
bytea,int4,int4>bytea text,int4,int4>text text,text,text>text ; tan float8>float8 ; tand
float8>float8 ; tanh float8>float8 ; text bool>text bpchar>text char>text inet>text name>text
xml>text ; time interval>time timestamp>time timestamptz>time timetz>time time,int4>time ;
timeofday >text ; timestamp date>timestamp timestamptz>timestamp date,time>timestamp
timestamp,int4>timestamp ; timestamptz date>timestamptz timestamp>timestamptz
date,time>timestamptz date,timetz>timestamptz timestamptz,int4>timestamptz ; timetz time>timetz
timestamptz>timetz timetz,int4>timetz ; timezone interval,timestamp>timestamptz
interval,timestamptz>timestamp interval,timetz>timetz text,timestamp>timestamptz
text,timestamptz>timestamp text,timetz>timetz ; to_ascii text>text text,int4>text
text,name>text ; to_char float4,text>text float8,text>text int4,text>text int8,text>text
interval,text>text numeric,text>text timestamp,text>text timestamptz,text>text ; to_date
text,text>date ; to_hex int4>text int8>text ; to_json anyelement>json ; to_jsonb
anyelement>jsonb ; to_number text,text>numeric ; to_regclass text>regclass ; to_regtype
text>regtype ; to_timestamp float8>timestamptz text,text>timestamptz ; to_tsquery text>tsquery
regconfig,text>tsquery ; to_tsvector json>tsvector jsonb>tsvector text>tsvector
regconfig,json>tsvector regconfig,jsonb>tsvector regconfig,text>tsvector ; transaction_timestamp
>timestamptz ; translate text,text,text>text ; trim_array anyarray,int4>anyarray ; trim_scale
numeric>numeric ; trunc float8>float8 macaddr>macaddr numeric>numeric numeric,int4>numeric ;
ts_delete tsvector,text[]>tsvector tsvector,text>tsvector ; ts_filter tsvector,char[]>tsvector ;
ts_headline json,tsquery>json jsonb,tsquery>jsonb text,tsquery>text json,tsquery,text>json
jsonb,tsquery,text>jsonb regconfig,json,tsquery>json regconfig,jsonb,tsquery>jsonb
regconfig,text,tsquery>text text,tsquery,text>text regconfig,json,tsquery,text>json
regconfig,jsonb,tsquery,text>jsonb regconfig,text,tsquery,text>text ; ts_rank
tsvector,tsquery>float4 float4[],tsvector,tsquery>float4 tsvector,tsquery,int4>float4
float4[],tsvector,tsquery,int4>float4 ; ts_rank_cd tsvector,tsquery>float4
float4[],tsvector,tsquery>float4 tsvector,tsquery,int4>float4
float4[],tsvector,tsquery,int4>float4 ; tsmultirange >tsmultirange tsrange*>tsmultirange
tsrange>tsmultirange ; tsrange timestamp,timestamp>tsrange timestamp,timestamp,text>tsrange ;
tstzmultirange >tstzmultirange tstzrange*>tstzmultirange tstzrange>tstzmultirange ; tstzrange
timestamptz,timestamptz>tstzrange timestamptz,timestamptz,text>tstzrange ; tsvector_to_array
tsvector>text[] ; unistr text>text ; upper anymultirange>anyelement anyrange>anyelement
text>text ; upper_inc anymultirange>bool anyrange>bool ; upper_inf anymultirange>bool
anyrange>bool ; varbit varbit,int4,bool>varbit ; varchar name>varchar
varchar,int4,bool>varchar ; websearch_to_tsquery text>tsquery regconfig,text>tsquery ;
width_bucket anycompatible,anycompatiblearray>int4 float8,float8,float8,int4>int4
numeric,numeric,numeric,int4>int4 ; xml text>xml ; xml_is_well_formed text>bool ;
xml_is_well_formed_content text>bool ; xml_is_well_formed_document text>bool ; xmlcomment
text>xml ; xmlexists text,xml>bool ; xpath text,xml>xml[] text,xml,text[]>xml[] ; xpath_exists
text,xml>bool text,xml,text[]>bool ;
)";
}

}  // namespace athanor::postgresql
