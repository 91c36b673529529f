// measure RUNS COMMAND [ARGUMENT]...: how long a process takes, from its start to its end.
//
// Prints the medians of RUNS in milliseconds, of the time that passed and of the
// processor's, and the most memory a run used in MiB. `{}` in an argument is the
// number of the run. What the command prints is thrown away. Exits with its code.

#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char** environ;

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double spent(const struct timeval* time) {
  return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

// `argument` with the number of the run for {}.
static char* numbered(const char* argument, int run) {
  const char* const braces = strstr(argument, "{}");
  const size_t size = strlen(argument) + 16;
  char* const result = malloc(size);
  const int before = braces ? (int)(braces - argument) : (int)strlen(argument);
  if (braces)
    snprintf(result, size, "%.*s%d%s", before, argument, run, braces + 2);
  else
    snprintf(result, size, "%s", argument);
  return result;
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
  double* const cpu = calloc((size_t)runs, sizeof(double));
  char** const command = calloc((size_t)argc, sizeof(char*));
  long most = 0;
  int status = 0;
  for (int run = 0; run < runs; ++run) {
    for (int i = 2; i < argc; ++i) command[i - 2] = numbered(argv[i], run);
    pid_t child = 0;
    struct rusage usage;
    const double begin = milliseconds();
    if (posix_spawnp(&child, command[0], &quiet, NULL, command, environ) != 0) return 127;
    if (wait4(child, &status, 0, &usage) != child) return 127;
    times[run] = milliseconds() - begin;
    cpu[run] = spent(&usage.ru_utime) + spent(&usage.ru_stime);
    if (usage.ru_maxrss > most) most = usage.ru_maxrss;
    for (int i = 2; i < argc; ++i) free(command[i - 2]);
  }
  qsort(times, (size_t)runs, sizeof(double), by_size);
  qsort(cpu, (size_t)runs, sizeof(double), by_size);
  printf("%.2f %.2f %.1f\n", times[runs / 2], cpu[runs / 2], (double)most / 1024);
  free(command);
  free(cpu);
  free(times);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
