/* XLSX workbooks, through OGR: a worksheet for each geometry type of a year and status, and one for the sources. */
#include "export/formats/export_format.h"
#include "export/whole_file.h"

#include <stdio.h>
#include <string.h>

enum { CELL_MOST = 32767 }; /* UTF-16 units in a cell, by the specification of Excel */

static size_t fit(const char *text) {
    size_t n = strlen(text), units = 0;
    uint32_t c;
    if (n <= CELL_MOST) return n;
    for (size_t i = 0; i < n;) {
        size_t taken = ter_utf8_next(text + i, n - i, &c);
        units += c > 0xffff ? 2 : 1;
        if (units > CELL_MOST) return i;
        i += taken;
    }
    return n;
}

/* The end-of-central-directory record. */
static bool zip_is_whole(FILE *f) {
    unsigned char tail[22];
    uint64_t size = ter_file_size(f);
    return size >= sizeof tail && ter_file_read_at(f, size - sizeof tail, tail, sizeof tail) &&
           memcmp(tail, "PK\5\6", 4) == 0;
}

static bool is_whole(const char *path, uint64_t features) {
    (void)features;
    return ter_file_passes(path, zip_is_whole);
}

static const ter_dataset_field position_fields[] = {{"lon", "lon", TER_FIELD_REAL, "经度", "Longitude"},
                                                    {"lat", "lat", TER_FIELD_REAL, "纬度", "Latitude"}};

static const ter_dataset_driver driver = {.name = "XLSX", .credits_as_table = true};

const ter_export_format ter_format_xlsx = {
    .name = "xlsx",
    .title = "XLSX",
    .extension = "xlsx",
    .driver = &driver,
    .crs = TER_FORMAT_WGS84_OR_DATUM,
    .container = true,
    .position_columns = true,
    .layers_named_by_type = true, /* a worksheet's name has at most 31 characters */
    .extra_fields = position_fields,
    .extra_field_count = 2,
    .fit = fit,
    .limit = "the 32,767 characters that a worksheet's cell holds",
    .is_whole = is_whole,
};
