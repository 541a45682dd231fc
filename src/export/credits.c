/* Attribution as members of a JSON object. */
#include "export/credits.h"

void ter_export_credits_put(ter_json *j, const ter_dataset *d) {
    if (!d->credit_count) return;
    ter_json_put_text(j, "attribution", d->description);
    ter_json_key(j, "sources");
    ter_json_begin(j, '[');
    for (size_t i = 0; i < d->credit_count; i++) {
        ter_json_begin(j, '{');
        ter_json_put_text(j, "source", d->credits[i].source);
        ter_json_put_text(j, "licence", d->credits[i].licence);
        ter_json_put_text(j, "date", d->credits[i].date);
        ter_json_end(j, '}');
    }
    ter_json_end(j, ']');
}
