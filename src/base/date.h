/* Calendar dates of the Gregorian calendar, as far as they are stated, and the three forms of ISO 8601 they are written
 * in. */
#ifndef TER_BASE_DATE_H
#define TER_BASE_DATE_H

#include <stdbool.h>

/* A day, a month (day 0), a year (month 0), or nothing (year 0). */
typedef struct ter_date {
    int year, month, day;
} ter_date;

enum { TER_DATE_SIZE = 16 }; /* bytes that hold every written date */

/* Writes "2026", "2026-03", "2026-03-25" or "". */
void ter_date_format(ter_date date, char out[TER_DATE_SIZE]);

/* Reads one of the three forms; false, and `out` untouched, unless the calendar has that day and the year is 1000 or
 * later. */
bool ter_date_parse(const char *text, ter_date *out);

/* Is `text` one of the three forms, with a month of 1 to 12 and a day of 1 to 31? A month's length is not checked. */
bool ter_date_is_written(const char *text);

/* Reads the day at the head of a date-time ("2026-03-25T00:00:00Z", also the date alone), by the same loose rule;
 * false, and `out` untouched, when there is none. */
bool ter_date_time_parse(const char *text, ter_date *out);

/* The days of a month (1 to 12). */
int ter_date_days_of_month(int year, int month);

/* The first and the last day of a date; a month or day out of range counts as not stated, and a date with year 0 stays
 * as it is. */
ter_date ter_date_first_day(ter_date date);
ter_date ter_date_last_day(ter_date date);

/* The greatest text that a written day within `date` can have ("2026" gives "2026-99-99"), for comparing texts; "" for
 * what is longer than a date. */
void ter_date_upper_bound(const char *date, char out[TER_DATE_SIZE]);

#endif
