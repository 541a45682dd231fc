/* Words of a row, parsed. */
#include "registry/file/row.h"

#define ROW_WORD(name)                                                                                                 \
    ter_##name ter_row_##name(const ter_query *q, int column) {                                                        \
        ter_##name value = 0;                                                                                          \
        ter_##name##_parse(ter_str_from(ter_query_text(q, column)), &value);                                           \
        return value;                                                                                                  \
    }
ROW_WORD(state)
ROW_WORD(basis)
ROW_WORD(action)
ROW_WORD(precision)
ROW_WORD(match)
