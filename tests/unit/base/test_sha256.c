/* SHA-256 against the vectors of FIPS 180-4 and NIST's long message, and lengths about the block's edges. */
#include "cmocka_head.h"

#include "base/memory.h"
#include "base/sha256.h"

#include <stdlib.h>
#include <string.h>

static void assert_hex(ter_str data, const char *expected) {
    char hex[TER_SHA256_HEX_SIZE];
    ter_sha256_hex(data, hex);
    assert_string_equal(hex, expected);
}

static void known_vectors(void **state) {
    (void)state;
    assert_hex((ter_str){NULL, 0}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_hex(ter_str_from("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_hex(ter_str_from("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_hex(
        ter_str_from("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
                     "mnopqrstnopqrstu"),
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void a_million_letters(void **state) {
    (void)state;
    size_t n = 1000000;
    char *text = ter_alloc(n);
    memset(text, 'a', n);
    assert_hex((ter_str){text, n}, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(text);
}

/* 55, 56 and 64 bytes are where the padding changes shape; values from coreutils' sha256sum. */
static void about_the_block(void **state) {
    (void)state;
    char zeros[65];
    memset(zeros, '0', sizeof zeros);
    assert_hex((ter_str){zeros, 55}, "9f8ef876f51f5313c91cc3f6b8119af09d8bbdd72098fa149b2780eb3591d6be");
    assert_hex((ter_str){zeros, 56}, "bd03ac1428f0ea86f4b83a731ffc7967bb82866d8545322f888d2f6e857ffc18");
    assert_hex((ter_str){zeros, 63}, "c7dc2d25e306355c97af916e8d50b27a948506a74c6b2dd1b29e2b63d0a3aa8c");
    assert_hex((ter_str){zeros, 64}, "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_vectors), cmocka_unit_test(a_million_letters),
                                       cmocka_unit_test(about_the_block)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
