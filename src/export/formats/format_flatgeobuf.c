/* FlatGeobuf 3, through OGR. It has no tables: features without a geometry go into a CSV file. */
#include "base/json.h"
#include "export/credits.h"
#include "export/formats/export_format.h"
#include "export/formats/fgb_header.h"
#include "export/whole_file.h"

#include <stdio.h>
#include <string.h>

/* FlatGeobuf 3: magic of 8 bytes, header with its size, index, then features, each with its size before it. Where the
 * features begin is found from behind: the chain of sizes from there must end at the end of the file. Its index has a
 * node of 40 bytes for each feature and for each 16 nodes below, up to one. */
static bool chain_is_whole(FILE *f, uint64_t features) {
    unsigned char h[12];
    uint64_t size = ter_file_size(f);
    if (!ter_file_read_at(f, 0, h, sizeof h) || memcmp(h, "fgb", 3) != 0) return false;
    uint64_t nodes = features, level = features;
    while (level > 1) nodes += level = (level + 15) / 16;
    if (features == 1) nodes = 2; /* a leaf and its root */
    uint64_t at = 12 + ter_little_endian(h + 8, 4) + nodes * 40;
    if (fseeko(f, (off_t)at, SEEK_SET) != 0) return false;
    for (uint64_t i = 0; i < features; i++) {
        unsigned char head[4];
        if (fread(head, 1, 4, f) != 4) return false;
        at += 4 + ter_little_endian(head, 4);
        if (at > size || fseeko(f, (off_t)at, SEEK_SET) != 0) return false;
    }
    return at == size;
}

static bool is_whole(const char *path, uint64_t features) {
    FILE *f = fopen(path, "rb");
    bool whole = f && chain_is_whole(f, features);
    if (f) fclose(f);
    return whole;
}

/* Title and attribution into the file's header. */
static ter_status describe(const ter_dataset *d, ter_error *err) {
    ter_buf metadata = {0};
    ter_json j;
    ter_json_init(&j, &metadata);
    ter_json_begin(&j, '{');
    ter_export_credits_put(&j, d);
    ter_json_end(&j, '}');
    ter_fgb_words words = {d->layers->title, d->description, d->credit_count ? metadata.ptr : NULL};
    ter_status status = ter_fgb_header_rewrite(d->path, &words, err);
    ter_buf_release(&metadata);
    return status;
}

static const ter_dataset_driver driver = {
    .name = "FlatGeobuf",
    .typed = true,
    .title_option = "TITLE",
    .layer_options = {"SPATIAL_INDEX=YES"},
};

const ter_export_format ter_format_flatgeobuf = {
    .name = "flatgeobuf",
    .title = "FlatGeobuf",
    .extension = "fgb",
    .driver = &driver,
    .table_format = &ter_format_csv,
    .style_file = true,
    .is_whole = is_whole,
    .describe = describe,
};
