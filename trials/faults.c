// Faults of file systems, for a command that is run with LD_PRELOAD. FAULT names a call, the error that it has from now
// on, and how often it goes well before: `rename 5 3`. Errors 0 and 4 are special: a write takes one byte, or is
// interrupted every other time. `fold` makes file names that differ in case the same file.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// The error of a call that is to fail; -1 if it is to go well.
static int fault(const char *call) {
    static atomic_int calls;
    char name[20];
    int error = 0, good = 0;
    const char *wanted = getenv("FAULT");
    if (!wanted || sscanf(wanted, "%19s %d %d", name, &error, &good) < 2 || strcmp(name, call)) return -1;
    return atomic_fetch_add(&calls, 1) < good ? -1 : error;
}

#define FAIL(call)                                                                                                     \
    do {                                                                                                               \
        int error = fault(call);                                                                                       \
        if (error > 0) return errno = error, -1;                                                                       \
    } while (0)

// The path of a file whose name differs in case alone, if there is one.
static const char *folded(const char *path, char *place) {
    const char *wanted = getenv("FAULT");
    if (!wanted || strcmp(wanted, "fold") || !path || !REAL(access)(path, F_OK)) return path;
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    snprintf(place, PATH_MAX, "%.*s", (int)(name - path), path);
    DIR *folder = opendir(name == path ? "." : place);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (strcasecmp(entry->d_name, name)) continue;
        strncat(place, entry->d_name, PATH_MAX - strlen(place) - 1);
        path = place;
        break;
    }
    if (folder) closedir(folder);
    return path;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
    int error = fault("thread");
    return error > 0 ? error : REAL(pthread_create)(thread, attributes, start, argument);
}

int flock(int file, int operation) {
    FAIL("flock");
    return REAL(flock)(file, operation);
}

int fsync(int file) {
    struct stat found;
    if (!fstat(file, &found) && S_ISDIR(found.st_mode)) FAIL("fsync-folder");
    else FAIL("fsync");
    return REAL(fsync)(file);
}

int rename(const char *from, const char *to) {
    char place[PATH_MAX];
    FAIL("rename");
    return REAL(rename)(from, folded(to, place));
}

int unlink(const char *path) {
    char place[PATH_MAX];
    FAIL("unlink");
    return REAL(unlink)(folded(path, place));
}

ssize_t write(int file, const void *bytes, size_t count) {
    static atomic_int calls;
    int error = file > 2 && count > 1 ? fault("write") : -1;
    if (error == 0) count = 1;
    else if (error > 0 && (error != EINTR || atomic_fetch_add(&calls, 1) % 2)) return errno = error, -1;
    return REAL(write)(file, bytes, count);
}

int open64(const char *path, int flags, ...) {
    char place[PATH_MAX];
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (flags & O_CREAT) FAIL("create");
    else if (!(flags & O_DIRECTORY)) FAIL("open");
    return REAL(open64)(folded(path, place), flags, mode);
}

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *found) {
    char place[PATH_MAX];
    FAIL("stat");
    return REAL(statx)(folder, folded(path, place), flags, mask, found);
}
