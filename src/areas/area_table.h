/* China's administrative areas down to towns, and the names that they go by: a read-only table compiled into the
 * program from geodata/areas by gen_areas.c. Nothing is built or allocated at start-up.
 *
 * An area has an id (0 .. ter_area_count() - 1, in the order of the national code), a full name (恩施土家族苗族自治州),
 * most have a short one (恩施). Several areas share a name: 朝阳区 is in Beijing and in Changchun, and 朝阳 may be a
 * city, two districts, a county and many towns. A look-up gives them all, and the reader's context has to choose. */
#ifndef TER_AREAS_AREA_TABLE_H
#define TER_AREAS_AREA_TABLE_H

#include "base/str.h"

typedef uint32_t ter_area_id;
#define TER_AREA_NONE UINT32_MAX

typedef enum ter_area_level {
    TER_AREA_PROVINCE, /* 省, 自治区, 直辖市, 特别行政区 */
    TER_AREA_CITY,     /* 地级市, 自治州, 地区, 盟 */
    TER_AREA_COUNTY,   /* 县, 区, 县级市, 旗; development zones that the national table lists among them */
    TER_AREA_TOWN      /* 镇, 乡, 街道, 苏木; farms and zones that the national table lists among them */
} ter_area_level;

/* How a name belongs to an area. */
typedef enum ter_area_form {
    TER_AREA_FULL,   /* 朝阳区 */
    TER_AREA_SHORT,  /* the full name without unit and nationalities: 朝阳, 恩施 */
    TER_AREA_WORD,   /* a short name that is a common word as well: 资源, 合作, 平原 */
    TER_AREA_ALIAS,  /* 恩施州, 长阳县, 合肥高新区 */
    TER_AREA_FORMER, /* 徐水县: what the area, or one now part of it, was called */
    TER_AREA_INSIDE, /* 雄安新区: not an area of the table, but it lies within this one */
    TER_AREA_LETTER  /* 冀: one character for a province */
} ter_area_form;

/* One name found; which areas it names, ter_area_list says. */
typedef struct ter_area_match {
    uint32_t len;  /* code points */
    uint32_t name; /* number of the name */
} ter_area_match;

enum { TER_AREA_MOST_MATCHES = 8 }; /* no position has more names than this */

size_t ter_area_count(void);                           /* ids are below this */
uint32_t ter_area_code(ter_area_id id);                /* nine digits: 110105000 for 110105 */
ter_area_level ter_area_level_of(ter_area_id id);      /* by the zeros at the end of the code */
const char *ter_area_level_word(ter_area_level level); /* static: "province", "city", "county", "town" */
ter_str ter_area_name(ter_area_id id);                 /* UTF-8, static */
ter_str ter_area_short_name(ter_area_id id);           /* the full name where there is no shorter one */

/* The area that this one belongs to; TER_AREA_NONE for a province. A county without a city (济源市) has a province. */
ter_area_id ter_area_parent(ter_area_id id);
/* The area itself or the one around it of this level, TER_AREA_NONE when there is none. */
ter_area_id ter_area_at_level(ter_area_id id, ter_area_level level);
/* Whether `inner` is `outer` or lies in it. */
bool ter_area_within(ter_area_id inner, ter_area_id outer);
/* Appends the chain from the province down: 河北省保定市清苑区. */
void ter_area_put_chain(ter_area_id id, ter_buf *out);

/* The area of a code of two to nine digits (11, 1306, 130608, 130608000); TER_AREA_NONE when there is none. */
ter_area_id ter_area_of_code(uint32_t code);

/* All names that begin at cp[0] and end by cp[n), shortest first; at most TER_AREA_MOST_MATCHES. `cp` is folded
 * (text/fold.h). Costs next to nothing where no name begins. */
size_t ter_areas_match(const uint32_t *cp, size_t n, ter_area_match out[TER_AREA_MOST_MATCHES]);
/* The longest of them; false when there is none. */
bool ter_areas_longest(const uint32_t *cp, size_t n, ter_area_match *out);
/* A quick filter for running text: false is sure to mean that no name begins at cp[0] but a letter or the short name of
 * a town. */
bool ter_area_may_be_named(const uint32_t *cp, size_t n);

/* The areas of that name: full names first, then by code. The array is static. */
const uint16_t *ter_area_list(ter_area_match match, size_t *count);
/* How the name belongs to one of them. */
ter_area_form ter_area_form_of(ter_area_match match, ter_area_id id);

#endif
