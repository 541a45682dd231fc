/* Calendar dates: their written forms and the lengths of months. */
#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ter_date_format(ter_date date, char out[TER_DATE_SIZE]) {
    int year = date.year % 10000, month = date.month % 100, day = date.day % 100;
    if (!date.year) *out = 0;
    else if (!date.month) snprintf(out, TER_DATE_SIZE, "%04d", year);
    else if (!date.day) snprintf(out, TER_DATE_SIZE, "%04d-%02d", year, month);
    else snprintf(out, TER_DATE_SIZE, "%04d-%02d-%02d", year, month, day);
}

/* The numbers in the first `len` bytes (4, 7 or 10) of a text; false when they do not have the form of a date. */
static bool numbers_at(const char *text, size_t len, ter_date *out) {
    static const char form[] = "0000-00-00";
    for (size_t i = 0; i < len; i++)
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    ter_date date = {atoi(text), len >= 7 ? atoi(text + 5) : 0, len == 10 ? atoi(text + 8) : 0};
    if (len >= 7 && (date.month < 1 || date.month > 12)) return false;
    if (len == 10 && (date.day < 1 || date.day > 31)) return false;
    *out = date;
    return true;
}

static bool written(const char *text, ter_date *out) {
    size_t len = strlen(text);
    return (len == 4 || len == 7 || len == 10) && numbers_at(text, len, out);
}

bool ter_date_is_written(const char *text) {
    ter_date date;
    return written(text, &date);
}

bool ter_date_parse(const char *text, ter_date *out) {
    ter_date date;
    if (!written(text, &date) || date.year < 1000) return false;
    if (date.day && date.day > ter_date_days_of_month(date.year, date.month)) return false;
    *out = date;
    return true;
}

bool ter_date_time_parse(const char *text, ter_date *out) {
    ter_date date;
    if (strnlen(text, 10) < 10 || !numbers_at(text, 10, &date) || date.year < 1) return false;
    if (text[10] && text[10] != 'T' && text[10] != 't' && text[10] != ' ') return false;
    *out = date;
    return true;
}

int ter_date_days_of_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool has_month(ter_date date) {
    return date.month >= 1 && date.month <= 12;
}

static bool has_day(ter_date date) {
    return date.day >= 1 && date.day <= 31;
}

ter_date ter_date_first_day(ter_date date) {
    if (!date.year) return date;
    if (!has_month(date)) return (ter_date){date.year, 1, 1};
    return (ter_date){date.year, date.month, has_day(date) ? date.day : 1};
}

ter_date ter_date_last_day(ter_date date) {
    if (!date.year) return date;
    if (!has_month(date)) return (ter_date){date.year, 12, 31};
    int last = ter_date_days_of_month(date.year, date.month);
    return (ter_date){date.year, date.month, has_day(date) ? date.day : last};
}

void ter_date_upper_bound(const char *date, char out[TER_DATE_SIZE]) {
    size_t len = strlen(date);
    out[0] = 0;
    if (len <= 10) snprintf(out, TER_DATE_SIZE, "%s%s", date, len == 4 ? "-99-99" : len == 7 ? "-99" : "");
}
