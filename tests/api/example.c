/* What is near a position: cc example.c $(pkg-config --cflags --libs terrier) && ./a.out registry.sqlite
 * 116.4733 39.9495 */
#include <stdio.h>
#include <stdlib.h>
#include <terrier.h>

static int print_hit(const terrier_hit *hit, void *context) {
    (void)context;
    printf("%8.1f m  %s%s  %s %s\n", hit->distance_m, hit->name, hit->part, hit->status, hit->basis);
    return 0; /* go on */
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: %s REGISTRY LON LAT\n", argv[0]);
        return 2;
    }
    terrier *t = NULL;
    terrier_error err;
    if (terrier_open(argv[1], &t, &err) != TERRIER_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    const char *const kinds[] = {"park", "road", "waterway", NULL};
    const terrier_filter filter = {.kinds = kinds};
    int code = terrier_near(t, atof(argv[2]), atof(argv[3]), 3000, 10, &filter, print_hit, NULL, &err);
    if (code != TERRIER_OK) fprintf(stderr, "%s\n", err.message);
    terrier_close(t);
    return code == TERRIER_OK ? 0 : 1;
}
