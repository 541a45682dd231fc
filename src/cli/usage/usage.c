/* The help of an option. */
#include "cli/usage/usage.h"

void ter_option_describe(const ter_option *o, ter_buf *out) {
    ter_buf words = {0};
    ter_option_values_put(o->values, ", ", &words);
    ter_buf_puts(out, o->help);
    if (words.len) ter_buf_printf(out, o->values->type == TER_VALUES_FILE ? ": a file, %s" : ": %s", words.ptr);
    ter_buf_release(&words);
}
