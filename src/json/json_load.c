/* JSON text into a tree, with the place of an error. */
#include "json/json_load.h"

#include <string.h>

ter_status ter_json_load(ter_str file, const char *name, json_t **root, ter_error *err) {
    json_error_t wrong;
    size_t mark = file.len >= 3 && memcmp(file.ptr, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    *root = json_loadb(file.ptr + mark, file.len - mark, JSON_REJECT_DUPLICATES, &wrong);
    if (*root) return TER_OK;
    return ter_error_set(err, TER_INPUT, "%s:%d:%d: is not JSON: %s; correct it", name, wrong.line,
                         wrong.column > 0 ? wrong.column : 1, wrong.text);
}
