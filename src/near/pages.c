/* The mapped pages of an index, each checked before it is used. */
#include "near/pages.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Words mixed by multiplication, as in SplitMix64 (Steele, Lea, Flood, OOPSLA 2014); finds damage, not malice. */
uint64_t near_hash(const void *data, size_t size) {
    const unsigned char *bytes = data;
    uint64_t hash = size;
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word = 0;
        memcpy(&word, bytes + i, size - i < 8 ? size - i : 8);
        hash = (hash ^ word) * UINT64_C(0xbf58476d1ce4e5b9);
        hash ^= hash >> 29;
    }
    hash *= UINT64_C(0x94d049bb133111eb);
    return hash ^ hash >> 32;
}

static bool page_is_right(const near_pages *p, uint64_t page) {
    if (p->checked[page]) return true;
    uint64_t first = p->header.nodes.offset / NEAR_PAGE, wanted;
    if (page < first) return false;
    memcpy(&wanted, p->base + p->header.hashes.offset + (page - first) * 8, 8);
    if (near_hash(p->base + page * NEAR_PAGE, NEAR_PAGE) != wanted) return false;
    p->checked[page] = 1;
    return true;
}

const void *near_pages_at(const near_pages *p, near_section section, uint64_t offset, uint64_t size) {
    if (offset > section.size || size > section.size - offset) return NULL;
    uint64_t begin = section.offset + offset, end = begin + (size ? size : 1);
    for (uint64_t page = begin / NEAR_PAGE; page <= (end - 1) / NEAR_PAGE; page++)
        if (!page_is_right(p, page)) return NULL;
    return p->base + begin;
}

const char *near_pages_text(const near_pages *p, near_section section, uint64_t offset) {
    for (uint64_t end = offset; end < section.size;) {
        uint64_t in_page = NEAR_PAGE - (section.offset + end) % NEAR_PAGE;
        if (in_page > section.size - end) in_page = section.size - end;
        const char *bytes = near_pages_at(p, section, end, in_page);
        if (!bytes) return NULL;
        if (memchr(bytes, 0, in_page)) return (const char *)p->base + section.offset + offset;
        end += in_page;
    }
    return NULL;
}

static bool section_fits(const near_header *h, near_section s) {
    return s.offset % NEAR_PAGE == 0 && s.offset <= h->file_size && s.size <= h->file_size - s.offset;
}

static bool header_is_sound(const near_header *h, uint64_t file_size) {
    const near_section *sections[] = {&h->hashes, &h->nodes, &h->items, &h->words, &h->texts, &h->shapes};
    if (h->hash != near_hash(h, offsetof(near_header, hash))) return false;
    if (h->file_size != file_size || file_size % NEAR_PAGE != 0 || h->level_count > NEAR_LEVELS) return false;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (!section_fits(h, *sections[i])) return false;
    return h->hashes.offset == NEAR_PAGE && h->nodes.offset > NEAR_PAGE &&
           h->hashes.size == (file_size - h->nodes.offset) / NEAR_PAGE * 8 + 8 &&
           h->item_count <= h->items.size / sizeof(near_item) && h->node_count <= h->nodes.size / sizeof(near_node);
}

/* The hash of the hashes stands after them. */
static bool hashes_are_right(const near_pages *p) {
    const near_section *s = &p->header.hashes;
    uint64_t wanted;
    memcpy(&wanted, p->base + s->offset + s->size - 8, 8);
    return near_hash(p->base + s->offset, s->size - 8) == wanted;
}

static ter_status check_header(near_pages *p, const char *path, const char *stamp, ter_error *err) {
    memcpy(&p->header, p->base, sizeof p->header);
    const near_header *h = &p->header;
    if (memcmp(h->magic, near_magic, sizeof near_magic) != 0)
        return ter_error_set(err, TER_FORMAT, "%s is not a near index; remove it", path);
    if (h->version != NEAR_VERSION || h->byte_order != near_byte_order)
        return ter_error_set(err, TER_VERSION, "%s was made by another version; build it again", path);
    bool sound = header_is_sound(h, p->size);
    if (sound && strncmp(h->stamp, stamp, sizeof h->stamp) != 0)
        return ter_error_set(err, TER_VERSION, "%s is not of this registry as it is now; build it again", path);
    if (!sound || !hashes_are_right(p)) return ter_error_set(err, TER_FORMAT, "%s is damaged; build it again", path);
    return TER_OK;
}

ter_status near_pages_open(const char *path, const char *stamp, near_pages *out, ter_error *err) {
    *out = (near_pages){0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat stat = {0};
    if (file < 0 || fstat(file, &stat) != 0) {
        int reason = errno;
        if (file >= 0) close(file);
        return ter_error_set(err, TER_IO, "cannot read %s: %s", path, strerror(reason));
    }
    void *base = MAP_FAILED;
    if (stat.st_size >= 2 * NEAR_PAGE) base = mmap(NULL, (size_t)stat.st_size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (base == MAP_FAILED) return ter_error_set(err, TER_FORMAT, "%s is too short for an index; build it again", path);
    /* A question touches a few pages here and there: without this the system maps their neighbours too. */
    madvise(base, (size_t)stat.st_size, MADV_RANDOM);
    out->base = base;
    out->size = (size_t)stat.st_size;
    out->checked = ter_alloc(out->size / NEAR_PAGE + 1);
    return check_header(out, path, stamp, err);
}

void near_pages_close(near_pages *p) {
    if (p->base) munmap((void *)(uintptr_t)p->base, p->size);
    free(p->checked);
    *p = (near_pages){0};
}
