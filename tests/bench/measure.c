// measure RUNS COMMAND [ARGUMENT]...: how long a process takes, from its start to its end.
//
// Prints the median of RUNS in milliseconds, and the most memory a run used in
// MiB. What the command prints is thrown away. Exits with the command's code.

#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char** environ;

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void* a, const void* b) {
  const double x = *(const double*)a, y = *(const double*)b;
  return (x > y) - (x < y);
}

int main(int argc, char** argv) {
  const int runs = argc > 2 ? atoi(argv[1]) : 0;
  if (runs < 1) {
    fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT]...\n");
    return 2;
  }
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);

  double* const times = calloc((size_t)runs, sizeof(double));
  long most = 0;
  int status = 0;
  for (int run = 0; run < runs; ++run) {
    pid_t child = 0;
    struct rusage usage;
    const double begin = milliseconds();
    if (posix_spawnp(&child, argv[2], &quiet, NULL, argv + 2, environ) != 0) return 127;
    if (wait4(child, &status, 0, &usage) != child) return 127;
    times[run] = milliseconds() - begin;
    if (usage.ru_maxrss > most) most = usage.ru_maxrss;
  }
  qsort(times, (size_t)runs, sizeof(double), by_size);
  printf("%.2f %.1f\n", times[runs / 2], (double)most / 1024);
  free(times);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
