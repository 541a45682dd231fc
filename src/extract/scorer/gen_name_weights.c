/* At build time: the weights of names without their texts, as the program embeds them: ter_name_weight after
 * ter_name_weight, in the machine's byte order.
 *
 *   gen_name_weights geodata/names/names.weights OUT */
#include "base/file.h"
#include "extract/scorer/weights_file.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    ter_buf text = {0};
    ter_name_weights weights = {0};
    ter_error err = {0};
    if (argc != 3) return fprintf(stderr, "usage: gen_name_weights WEIGHTS OUT\n"), 2;
    if (ter_file_read(argv[1], &text, &err) != TER_OK ||
        ter_weights_file_read((ter_str){text.ptr ? text.ptr : "", text.len}, argv[1], &weights, &err) != TER_OK)
        return fprintf(stderr, "gen_name_weights: %s\n", err.message), 1;
    FILE *out = fopen(argv[2], "wb");
    bool written = out && fwrite(weights.items, sizeof *weights.items, weights.len, out) == weights.len;
    ter_array_release(&weights);
    ter_buf_release(&text);
    return written && fclose(out) == 0 ? 0 : 1;
}
