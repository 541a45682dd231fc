/* Text files written feature by feature, whatever their layout. */
#include "export/text_writer.h"

#include "base/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ter_text_writer {
    const ter_text_layout *layout;
    const ter_dataset *dataset;
    FILE *file;
    ter_buf text;
    bool begun; /* a feature has been put */
};

enum { FLUSH_AT = 1 << 16 };

static ter_status failed(const ter_text_writer *w, int reason, ter_error *err) {
    return ter_error_set(err, TER_IO, "%s: writing failed: %s; check the folder and the free space", w->dataset->path,
                         strerror(reason));
}

static ter_status flush(ter_text_writer *w, ter_error *err) {
    errno = 0;
    if (fwrite(w->text.ptr, 1, w->text.len, w->file) != w->text.len) return failed(w, errno, err);
    ter_buf_clear(&w->text);
    return TER_OK;
}

ter_status ter_text_writer_open(const ter_text_layout *layout, const ter_dataset *dataset, ter_bbox bbox,
                                ter_text_writer **out, ter_error *err) {
    ter_text_writer *w = ter_alloc(sizeof *w);
    w->layout = layout;
    w->dataset = dataset;
    *out = NULL;
    w->file = fopen(dataset->path, "wb");
    if (!w->file) {
        ter_status status = failed(w, errno, err);
        free(w);
        return status;
    }
    setvbuf(w->file, NULL, _IONBF, 0); /* `text` is the buffer */
    layout->begin(dataset, bbox, &w->text);
    *out = w;
    return TER_OK;
}

ter_status ter_text_writer_put(ter_text_writer *w, const ter_dataset_row *row, ter_error *err) {
    w->layout->row(w->dataset, row, !w->begun, &w->text);
    w->begun = true;
    return w->text.len < FLUSH_AT ? TER_OK : flush(w, err);
}

ter_status ter_text_writer_close(ter_text_writer *w, ter_error *err) {
    w->layout->end(w->dataset, &w->text);
    ter_status status = flush(w, err);
    errno = 0;
    if (fclose(w->file) != 0 && status == TER_OK) status = failed(w, errno, err);
    ter_buf_release(&w->text);
    free(w);
    return status;
}
