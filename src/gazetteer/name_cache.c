/* What an open gazetteer keeps in memory for look-ups. */
#include "gazetteer/name_cache.h"

#include <stdlib.h>

ter_name_cache *ter_name_cache_new(void) {
    return ter_alloc(sizeof(ter_name_cache));
}

void ter_name_cache_free(ter_name_cache *c) {
    if (!c) return;
    ter_ngram_free(c->index);
    ter_array_release(&c->pinyin);
    ter_array_release(&c->initials);
    free(c);
}
