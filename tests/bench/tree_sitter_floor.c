// tree_sitter_floor FILE...: the bare tree-sitter parse of these HCL files.
//
// Prints MB/s of processor time, and the milliseconds of it that one parse of all
// files takes. The median of several runs; reading the files is not counted.
// hcl_bench measures our own reading in the same way.

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <tree_sitter/api.h>

enum { kRuns = 11 };

const TSLanguage* tree_sitter_hcl(void);

typedef struct {
  char* text;
  unsigned size;
} File;

static int by_size(const void* a, const void* b) {
  const double x = *(const double*)a, y = *(const double*)b;
  return (x > y) - (x < y);
}

static File read_file(const char* path) {
  File file = {NULL, 0};
  FILE* const stream = fopen(path, "rb");
  if (!stream) return file;
  fseek(stream, 0, SEEK_END);
  const unsigned size = (unsigned)ftell(stream);
  rewind(stream);
  file.text = malloc(size + 1);
  if (file.text && fread(file.text, 1, size, stream) == size) file.size = size;
  fclose(stream);
  return file;
}

int main(int argc, char** argv) {
  File* const files = calloc((size_t)argc, sizeof(File));
  double bytes = 0;
  for (int i = 1; i < argc; ++i) {
    files[i] = read_file(argv[i]);
    bytes += files[i].size;
  }
  TSParser* const parser = ts_parser_new();
  if (!ts_parser_set_language(parser, tree_sitter_hcl())) return 1;
  double seconds[kRuns];
  for (int run = 0; run < kRuns; ++run) {
    const clock_t begin = clock();
    for (int i = 1; i < argc; ++i) {
      ts_tree_delete(ts_parser_parse_string(parser, NULL, files[i].text, files[i].size));
    }
    seconds[run] = (double)(clock() - begin) / CLOCKS_PER_SEC;
  }
  qsort(seconds, kRuns, sizeof(double), by_size);
  const double median = seconds[kRuns / 2];
  printf("%.1f %.2f\n", bytes / 1e6 / median, median * 1e3);
  return 0;
}
