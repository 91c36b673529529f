// tree_sitter_floor RUNS FILE...: how long the bare tree-sitter parse of these HCL files takes.
//
// Prints the median of RUNS over all files, in milliseconds. Reading is not counted.

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage* tree_sitter_hcl(void);

typedef struct {
  char* text;
  unsigned size;
} File;

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void* a, const void* b) {
  const double x = *(const double*)a, y = *(const double*)b;
  return (x > y) - (x < y);
}

static File read_file(const char* path) {
  File file = {NULL, 0};
  FILE* const stream = fopen(path, "rb");
  if (!stream) return file;
  fseek(stream, 0, SEEK_END);
  file.size = (unsigned)ftell(stream);
  rewind(stream);
  file.text = malloc(file.size + 1);
  if (fread(file.text, 1, file.size, stream) != file.size) file.size = 0;
  fclose(stream);
  return file;
}

int main(int argc, char** argv) {
  const int runs = argc > 2 ? atoi(argv[1]) : 0;
  if (runs < 1) return 2;
  const int count = argc - 2;
  File* const files = calloc((size_t)count, sizeof(File));
  for (int i = 0; i < count; ++i) files[i] = read_file(argv[i + 2]);

  TSParser* const parser = ts_parser_new();
  if (!ts_parser_set_language(parser, tree_sitter_hcl())) return 1;
  double* const times = calloc((size_t)runs, sizeof(double));
  for (int run = 0; run < runs; ++run) {
    const double begin = milliseconds();
    for (int i = 0; i < count; ++i) {
      TSTree* const tree = ts_parser_parse_string(parser, NULL, files[i].text, files[i].size);
      ts_tree_delete(tree);
    }
    times[run] = milliseconds() - begin;
  }
  qsort(times, (size_t)runs, sizeof(double), by_size);
  printf("%.2f\n", times[runs / 2]);
  return 0;
}
