/* The map and the hash under it. */
#include "cmocka_head.h"

#include "base/hash.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct item {
    char name[16];
    size_t len;
} item;

static ter_str key_of(const void *items, uint32_t i) {
    const item *all = items;
    return (ter_str){all[i].name, all[i].len};
}

static int64_t find(const ter_map *m, const item *items, const char *key) {
    return ter_map_find(m, key_of, items, ter_str_from(key));
}

/* Vectors of FNV's authors (draft-eastlake-fnv, appendix C). */
static void the_hash_is_fnv_1a(void **state) {
    (void)state;
    assert_true(ter_hash_bytes(TER_HASH_START, "", 0) == UINT64_C(0xcbf29ce484222325));
    assert_true(ter_hash_bytes(TER_HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(ter_hash_bytes(TER_HASH_START, "foobar", 6) == UINT64_C(0x85944171f73967e8));
    uint64_t first = ter_hash_bytes(TER_HASH_START, "foo", 3);
    assert_true(ter_hash_bytes(first, "bar", 3) == UINT64_C(0x85944171f73967e8));
    assert_true(ter_hash_short(UINT64_C(0x0000000100000003)) == 2);
}

static void an_empty_map_finds_nothing(void **state) {
    (void)state;
    ter_map m = {0};
    assert_int_equal(find(&m, NULL, ""), TER_MAP_NONE);
    assert_int_equal(ter_map_bytes(&m), 0);
    ter_map_release(&m);
}

/* The empty key, keys that begin alike, and a key with a NUL byte are all different. */
static void keys_are_bytes(void **state) {
    (void)state;
    const item items[] = {{"", 0}, {"a", 1}, {"ab", 2}, {"a\0b", 3}};
    ter_map m = {0};
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(ter_map_find(&m, key_of, items, key_of(items, i)), TER_MAP_NONE);
        ter_map_put(&m, key_of, items, i);
    }
    for (uint32_t i = 0; i < 4; i++) assert_int_equal(ter_map_find(&m, key_of, items, key_of(items, i)), i);
    assert_int_equal(find(&m, items, "b"), TER_MAP_NONE);
    ter_map_release(&m);
    assert_int_equal(find(&m, items, "a"), TER_MAP_NONE);
}

/* Grown step by step or with room made before: each item is found, and memory stays within the promise. */
static void many_items(void **state) {
    enum { COUNT = 20000 };
    item *items = ter_alloc(COUNT * sizeof *items);
    (void)state;
    for (uint32_t i = 0; i < COUNT; i++)
        items[i].len = (size_t)snprintf(items[i].name, sizeof items[i].name, "地名%u", i);
    for (int reserved = 0; reserved < 2; reserved++) {
        ter_map m = {0};
        if (reserved) ter_map_reserve(&m, key_of, items, COUNT);
        size_t before = ter_map_bytes(&m);
        for (uint32_t i = 0; i < COUNT; i++) ter_map_put(&m, key_of, items, i);
        if (reserved) assert_int_equal(ter_map_bytes(&m), before);
        for (uint32_t i = 0; i < COUNT; i++) assert_int_equal(find(&m, items, items[i].name), i);
        assert_int_equal(find(&m, items, "地名20000"), TER_MAP_NONE);
        assert_int_equal(m.count, COUNT);
        assert_true(ter_map_bytes(&m) >= 6 * COUNT && ter_map_bytes(&m) <= 12 * COUNT + 12);
        ter_map_release(&m);
    }
    free(items);
}

static void equal_texts_share_one_copy(void **state) {
    (void)state;
    ter_intern pool = {0};
    char text[] = "朝阳公园";
    const char *kept = ter_intern_put(&pool, text);
    text[0] = 'x';
    assert_string_equal(kept, "朝阳公园");
    for (int i = 0; i < 500; i++) {
        char other[16];
        snprintf(other, sizeof other, "%d", i);
        ter_intern_put(&pool, other);
    }
    assert_ptr_equal(ter_intern_put(&pool, "朝阳公园"), kept);
    assert_string_equal(ter_intern_put(&pool, NULL), "");
    ter_intern_release(&pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_is_fnv_1a),
        cmocka_unit_test(an_empty_map_finds_nothing),
        cmocka_unit_test(keys_are_bytes),
        cmocka_unit_test(many_items),
        cmocka_unit_test(equal_texts_share_one_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
