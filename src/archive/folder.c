/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In: a folder's path. Out: its manifest and its lock. Assumes a file system with rename and flock. */
#include "archive/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/buffer.h"
#include "base/slice.h"

enum { MANIFEST_MAX = 64 * 1024 };

static const char first_line[] = "vanthu archive";
static const char rebuild_hint[] = "vanthu rebuild";
/* What a reader must understand; a change of any of them gets a new name. index/README.md tells their history. */
static const char *const features[] = {
    "words-5", "keys-4", "symbols-1", "record-4", "places-2", "review-1", "facets-1", "samples-1", "heap-2",
    "counts-2",
};
enum { FEATURES = sizeof features / sizeof *features };

static char *inside(vt_arena *arena, const char *folder, const char *name) {
    return vt_arena_printf(arena, "%s/%s", folder, name);
}

bool vt_folder_has(const char *folder, const char *name) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = inside(&arena, folder, name);
    bool missing = path && access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
    vt_arena_free(&arena);
    return !missing;
}

/* Where the list of sources is there was an archive; to make another one there would be the end of its records. */
static vt_code fail_missing(const char *folder, vt_error *err) {
    if (vt_folder_has(folder, "sources"))
        return vt_fail_hint(err, VT_ERR_ARCHIVE, rebuild_hint, "the manifest is missing in %s", folder);
    return vt_fail_hint(err, VT_ERR_ARCHIVE, "make one with: vanthu index --archive DIR PATH...",
                        "there is no archive in %s", folder);
}

static vt_code read_all(vt_arena *arena, const char *folder, vt_slice *text, vt_error *err) {
    char *path = inside(arena, folder, "manifest"), *bytes = vt_arena_bytes(arena, MANIFEST_MAX);
    if (!path || !bytes) return vt_fail_memory(err);
    FILE *file = fopen(path, "rb");
    if (!file && (errno == ENOENT || errno == ENOTDIR)) return fail_missing(folder, err);
    if (!file) return vt_fail(err, VT_ERR_ARCHIVE, "the manifest could not be read: %s", strerror(errno));
    size_t size = fread(bytes, 1, MANIFEST_MAX, file);
    bool failed = ferror(file) || size == MANIFEST_MAX;
    fclose(file);
    if (failed) return vt_fail(err, VT_ERR_ARCHIVE, "the manifest could not be read");
    *text = (vt_slice){bytes, size};
    return VT_OK;
}

/* Takes a line; false at the end or when its line feed is missing: then the file was cut. */
static bool take_line(vt_slice *text, vt_slice *line) {
    const char *end = text->size ? memchr(text->data, '\n', text->size) : NULL;
    if (!end) return false;
    *line = (vt_slice){text->data, (size_t)(end - text->data)};
    *text = vt_slice_sub(*text, line->size + 1, text->size);
    return true;
}

/* The digits behind a head, or nothing when the name is not made of them. */
static const char *number_behind(vt_slice head, vt_slice name) {
    if (!vt_slice_starts(name, head) || name.size == head.size) return NULL;
    for (size_t i = head.size; i < name.size; i++)
        if (!vt_is_digit(name.data[i])) return NULL;
    return name.data + head.size;
}

static bool is_database_name(vt_slice name) { return number_behind(VT_LITERAL("db-"), name); }
static bool is_heap_name(vt_slice name) { return number_behind(VT_LITERAL("heap-"), name); }

static vt_code fail_damaged(vt_error *err) {
    return vt_fail_hint(err, VT_ERR_ARCHIVE, rebuild_hint, "the manifest is damaged");
}

static vt_code add_database(vt_arena *arena, vt_slice name, vt_manifest *manifest, vt_error *err) {
    if (!is_database_name(name)) return fail_damaged(err);
    const char **place = vt_array_push(arena, &manifest->databases);
    return place && (*place = vt_arena_text(arena, name)) ? VT_OK : vt_fail_memory(err);
}

static vt_code set_heap(vt_arena *arena, vt_slice name, vt_manifest *manifest, vt_error *err) {
    if (!is_heap_name(name)) return fail_damaged(err);
    return (manifest->heap = vt_arena_text(arena, name)) ? VT_OK : vt_fail_memory(err);
}

static vt_code set_journal(vt_arena *arena, vt_slice mark, vt_manifest *manifest, vt_error *err) {
    return (manifest->journal = vt_arena_text(arena, mark)) ? VT_OK : vt_fail_memory(err);
}

static vt_code set_pending(vt_arena *arena, vt_slice rest, vt_manifest *manifest, vt_error *err) {
    (void)arena;
    manifest->pending = true;
    return rest.size ? fail_damaged(err) : VT_OK;
}

/* The lines of a manifest behind its features. */
static const struct {
    const char *word;
    vt_code (*read)(vt_arena *arena, vt_slice rest, vt_manifest *manifest, vt_error *err);
} manifest_lines[] = {{"database ", add_database}, {"heap ", set_heap}, {"journal ", set_journal}, {"pending", set_pending}};

static vt_code read_line(vt_arena *arena, vt_slice line, vt_manifest *manifest, vt_error *err) {
    for (size_t i = 0; i < sizeof manifest_lines / sizeof *manifest_lines; i++) {
        vt_slice word = vt_slice_of(manifest_lines[i].word);
        if (vt_slice_starts(line, word))
            return manifest_lines[i].read(arena, vt_slice_sub(line, word.size, line.size), manifest, err);
    }
    return fail_damaged(err);
}

static bool add_features(vt_arena *arena, vt_slice line, vt_manifest *manifest) {
    while (line.size) {
        const char *blank = memchr(line.data, ' ', line.size);
        size_t size = blank ? (size_t)(blank - line.data) : line.size;
        const char **place = vt_array_push(arena, &manifest->features);
        if (!place || !(*place = vt_arena_text(arena, vt_slice_sub(line, 0, size)))) return false;
        line = vt_slice_sub(line, blank ? size + 1 : size, line.size);
    }
    return true;
}

vt_code vt_manifest_load(vt_arena *arena, const char *folder, vt_manifest *manifest, vt_error *err) {
    static const char word[] = "features ";
    vt_slice text = {0}, line = {0};
    *manifest = (vt_manifest){0};
    vt_code code = read_all(arena, folder, &text, err);
    if (code != VT_OK) return code;
    if (!take_line(&text, &line) || !vt_slice_is(line, first_line) || !take_line(&text, &line) ||
        !vt_slice_starts(line, vt_slice_of(word)))
        return fail_damaged(err);
    if (!add_features(arena, vt_slice_sub(line, sizeof word - 1, line.size), manifest)) return vt_fail_memory(err);
    while (code == VT_OK && take_line(&text, &line)) code = read_line(arena, line, manifest, err);
    if (code == VT_OK && (text.size || !manifest->databases.count)) return fail_damaged(err);
    return code;
}

static bool is_among(const char *word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0) return true;
    return false;
}

bool vt_manifest_has(const vt_manifest *manifest, const char *feature) {
    return is_among(feature, manifest->features.items, manifest->features.count);
}

const char *vt_feature(const char *name) {
    size_t size = strlen(name);
    for (size_t i = 0; i < FEATURES; i++)
        if (strncmp(features[i], name, size) == 0 && features[i][size] == '-') return features[i];
    return NULL;
}

/* The words of the first list that are not in the second. */
static void list_missing(vt_buffer *buffer, const char *what, const char *const *words, size_t count,
                         const char *const *others, size_t other_count) {
    bool begun = false;
    for (size_t i = 0; i < count; i++) {
        if (is_among(words[i], others, other_count)) continue;
        vt_buffer_printf(buffer, "%s%s%s", begun ? " " : what, begun ? "" : " ", words[i]);
        begun = true;
    }
}

vt_code vt_manifest_check(const vt_manifest *manifest, vt_error *err) {
    vt_buffer buffer;
    vt_buffer_init(&buffer, NULL);
    const char *const *own = manifest->features.items;
    size_t own_count = manifest->features.count;
    list_missing(&buffer, "; it has", own, own_count, features, FEATURES);
    list_missing(&buffer, "; it lacks", features, FEATURES, own, own_count);
    vt_code code = buffer.failed ? vt_fail_memory(err) : manifest->heap || buffer.size ? VT_OK : fail_damaged(err);
    if (buffer.size && !buffer.failed)
        code = vt_fail_hint(err, VT_ERR_ARCHIVE, rebuild_hint, "the archive is of another version of vanthu%s",
                            buffer.data);
    vt_buffer_free(&buffer);
    return code;
}

vt_code vt_manifest_read(vt_arena *arena, const char *folder, vt_manifest *manifest, vt_error *err) {
    vt_code code = vt_manifest_load(arena, folder, manifest, err);
    return code == VT_OK ? vt_manifest_check(manifest, err) : code;
}

static vt_code fail_write(const char *what, vt_error *err) {
    return vt_fail(err, VT_ERR_WRITE, "%s: %s", what, strerror(errno));
}

bool vt_write_fully(int descriptor, vt_slice bytes) {
    while (bytes.size) {
        ssize_t size = write(descriptor, bytes.data, bytes.size);
        if (size < 0 && errno != EINTR) return false;
        if (size > 0) bytes = vt_slice_sub(bytes, (size_t)size, bytes.size);
    }
    return true;
}

static bool write_file(const char *path, vt_slice bytes) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return false;
    bool written = vt_write_fully(descriptor, bytes) && fsync(descriptor) == 0;
    int number = errno;
    if (close(descriptor) != 0 && written) return false;
    errno = number;
    return written;
}

static int open_folder(const char *folder) { return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }

/* Some file systems cannot sync a folder; they say EINVAL. */
static bool sync_folder(int descriptor) { return fsync(descriptor) == 0 || errno == EINVAL; }

bool vt_folder_sync(const char *folder) {
    int descriptor = open_folder(folder);
    if (descriptor < 0) return false;
    bool synced = sync_folder(descriptor);
    close(descriptor);
    return synced;
}

/* The folder is opened first, so that nothing has changed when there is no descriptor for it. */
static bool replace_file(const char *folder, const char *fresh, const char *path, vt_slice bytes) {
    int descriptor = open_folder(folder);
    if (descriptor < 0) return false;
    bool replaced = write_file(fresh, bytes) && rename(fresh, path) == 0 && sync_folder(descriptor);
    int number = errno;
    close(descriptor);
    errno = number;
    return replaced;
}

vt_code vt_folder_replace(const char *folder, const char *name, vt_slice bytes, vt_error *err) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = inside(&arena, folder, name), *fresh = path ? vt_arena_printf(&arena, "%s.new", path) : NULL;
    vt_code code = VT_OK;
    if (!fresh) {
        code = vt_fail_memory(err);
    } else if (!replace_file(folder, fresh, path, bytes)) {
        code = vt_fail(err, VT_ERR_WRITE, "%s could not be written: %s", name, strerror(errno));
        unlink(fresh);
    }
    vt_arena_free(&arena);
    return code;
}

vt_code vt_manifest_write(const char *folder, const vt_manifest *manifest, vt_error *err) {
    vt_buffer text;
    vt_buffer_init(&text, NULL);
    vt_buffer_printf(&text, "%s\nfeatures", first_line);
    for (size_t i = 0; i < FEATURES; i++) vt_buffer_printf(&text, " %s", features[i]);
    vt_buffer_append_char(&text, '\n');
    for (size_t i = 0; i < manifest->databases.count; i++)
        vt_buffer_printf(&text, "database %s\n", manifest->databases.items[i]);
    if (manifest->heap) vt_buffer_printf(&text, "heap %s\n", manifest->heap);
    if (manifest->journal && *manifest->journal) vt_buffer_printf(&text, "journal %s\n", manifest->journal);
    if (manifest->pending) vt_buffer_append_text(&text, "pending\n");
    vt_code code =
        text.failed ? vt_fail_memory(err) : vt_folder_replace(folder, "manifest", vt_buffer_slice(&text), err);
    vt_buffer_free(&text);
    return code;
}

static bool is_own_name(const char *name) {
    static const char *const own[] = {".",           "..",      "manifest", "manifest.new", "pending",
                                      "pending.new", "journal", "sources",  "sources.new",  "lock"};
    static const char journal_head[] = "journal."; /* being replaced, or damaged lines put aside */
    return is_among(name, own, sizeof own / sizeof *own) || is_database_name(vt_slice_of(name)) ||
           is_heap_name(vt_slice_of(name)) || strncmp(name, journal_head, strlen(journal_head)) == 0;
}

/* A folder that holds anything but an archive's own names is somebody else's. */
static bool is_foreign(const char *folder) {
    DIR *dir = opendir(folder);
    bool foreign = false;
    for (struct dirent *next; dir && !foreign && (next = readdir(dir));) foreign = !is_own_name(next->d_name);
    if (dir) closedir(dir);
    return foreign;
}

/* Makes a folder and those above it that are missing; false with errno set when one could not be made. */
static bool make_folders(vt_arena *arena, const char *folder) {
    if (mkdir(folder, 0777) == 0) return true;
    if (errno != ENOENT) return false;
    size_t size = strlen(folder);
    while (size && folder[size - 1] == '/') size--;
    while (size && folder[size - 1] != '/') size--;
    while (size > 1 && folder[size - 1] == '/') size--;
    char *above = size ? vt_arena_text(arena, (vt_slice){folder, size}) : NULL;
    if (!above) return false;
    return (make_folders(arena, above) || errno == EEXIST) && mkdir(folder, 0777) == 0;
}

vt_code vt_folder_create(const char *folder, vt_error *err) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    errno = ENOENT;
    bool made = make_folders(&arena, folder);
    int reason = errno;
    vt_arena_free(&arena);
    errno = reason;
    if (made) return VT_OK;
    if (errno != EEXIST) return fail_write("the archive's folder could not be made", err);
    struct stat info;
    if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode))
        return vt_fail(err, VT_ERR_ARCHIVE, "%s is not a folder", folder);
    if (is_foreign(folder))
        return vt_fail_hint(err, VT_ERR_ARCHIVE, "name a folder that is empty or does not exist yet",
                            "%s holds files that are no archive", folder);
    return VT_OK;
}

/* The holder leaves its process and the time in the file; that they could not be written is no failure. */
static void sign_lock(int descriptor) {
    char line[64], moment[32];
    time_t now = time(NULL);
    struct tm parts;
    if (!gmtime_r(&now, &parts) || !strftime(moment, sizeof moment, "%Y-%m-%dT%H:%M:%SZ", &parts)) return;
    int size = snprintf(line, sizeof line, "process %ld since %s\n", (long)getpid(), moment);
    if (ftruncate(descriptor, 0) == 0 && lseek(descriptor, 0, SEEK_SET) == 0) {
        ssize_t written = write(descriptor, line, (size_t)size);
        (void)written;
    }
}

static vt_code fail_locked(int descriptor, vt_error *err) {
    char line[64];
    ssize_t size = pread(descriptor, line, sizeof line - 1, 0);
    line[size > 0 ? size : 0] = '\0';
    line[strcspn(line, "\n")] = '\0';
    return vt_fail_hint(err, VT_ERR_LOCKED, "try again later, or let it wait with --wait SECONDS",
                        "another process is at work on the archive%s%s", *line ? ": " : "", line);
}

/* Asks ten times a second; a wait of its own in the kernel could not end by time. */
static bool wait_for(int descriptor, int operation, unsigned seconds) {
    static const struct timespec pause = {0, 100000000};
    for (uint64_t tries = (uint64_t)seconds * 10; flock(descriptor, operation | LOCK_NB) != 0; tries--) {
        if (errno != EWOULDBLOCK && errno != EINTR) return false;
        if (!tries) return false;
        nanosleep(&pause, NULL);
    }
    return true;
}

static vt_code take_lock(int descriptor, int operation, unsigned seconds, vt_error *err) {
    if (!wait_for(descriptor, operation, seconds))
        return errno == EWOULDBLOCK ? fail_locked(descriptor, err)
                                    : vt_fail(err, operation == LOCK_EX ? VT_ERR_WRITE : VT_ERR_ARCHIVE,
                                              "the archive could not be locked: %s", strerror(errno));
    if (operation == LOCK_EX) sign_lock(descriptor);
    return VT_OK;
}

vt_code vt_folder_lock(const char *folder, unsigned seconds, int *descriptor, vt_error *err) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = inside(&arena, folder, "lock");
    *descriptor = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666) : -1;
    vt_code code = !path                                 ? vt_fail_memory(err)
                   : *descriptor >= 0                    ? take_lock(*descriptor, LOCK_EX, seconds, err)
                   : errno == ENOENT || errno == ENOTDIR ? fail_missing(folder, err)
                                                         : fail_write("the archive could not be locked", err);
    if (code != VT_OK && *descriptor >= 0) {
        close(*descriptor);
        *descriptor = -1;
    }
    vt_arena_free(&arena);
    return code;
}

void vt_folder_unlock(int descriptor) {
    if (descriptor < 0) return;
    /* A reader's descriptor cannot be cut and need not. */
    int cut = ftruncate(descriptor, 0);
    (void)cut;
    close(descriptor);
}

vt_code vt_folder_share(const char *folder, unsigned seconds, int *descriptor, vt_error *err) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = inside(&arena, folder, "lock");
    *descriptor = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    vt_code code = path ? VT_OK : vt_fail_memory(err);
    if (*descriptor >= 0 && (code = take_lock(*descriptor, LOCK_SH, seconds, err)) != VT_OK) {
        close(*descriptor);
        *descriptor = -1;
    }
    vt_arena_free(&arena);
    return code;
}

/* The folder's next name; NULL at its end, and with errno set when it cannot be read. */
static const char *next_name(DIR *dir) {
    if (!dir) return NULL;
    errno = 0;
    struct dirent *next = readdir(dir);
    return next ? next->d_name : NULL;
}

static vt_code close_names(DIR *dir, vt_error *err) {
    int number = errno;
    if (dir) closedir(dir);
    return number ? vt_fail(err, VT_ERR_ARCHIVE, "the folder could not be read: %s", strerror(number)) : VT_OK;
}

/* Databases hold plain files only. What cannot be removed stays for the next time. */
static void remove_database(vt_arena *arena, const char *path) {
    DIR *dir = opendir(path);
    for (struct dirent *next; dir && (next = readdir(dir));) {
        const char *name = next->d_name[0] == '.' ? NULL : inside(arena, path, next->d_name);
        if (name) unlink(name);
    }
    if (dir) closedir(dir);
    rmdir(path);
}

static bool is_named(const vt_manifest *manifest, const char *name) {
    return is_among(name, manifest->databases.items, manifest->databases.count);
}

vt_code vt_folder_databases(vt_arena *arena, const char *folder, vt_manifest *manifest, vt_error *err) {
    vt_code code = VT_OK;
    size_t heaps = 0;
    *manifest = (vt_manifest){0};
    DIR *dir = opendir(folder);
    for (const char *next; code == VT_OK && (next = next_name(dir));) {
        vt_slice name = vt_slice_of(next);
        if (is_database_name(name)) code = add_database(arena, name, manifest, err);
        if (is_heap_name(name)) code = set_heap(arena, name, manifest, err), heaps++;
    }
    vt_code listed = close_names(dir, err);
    if (code == VT_OK) code = listed;
    if (heaps > 1) manifest->heap = NULL; /* nothing tells which of them belongs to which database */
    return code;
}

/* A reader that has one open keeps it until it is done. */
static void remove_heaps(vt_arena *arena, const char *folder, const char *but) {
    DIR *dir = opendir(folder);
    for (struct dirent *next; dir && (next = readdir(dir));) {
        bool stays = !is_heap_name(vt_slice_of(next->d_name)) || (but && strcmp(but, next->d_name) == 0);
        const char *path = stays ? NULL : inside(arena, folder, next->d_name);
        if (path) unlink(path);
    }
    if (dir) closedir(dir);
}

void vt_folder_tidy(vt_arena *arena, const char *folder, const vt_manifest *manifest) {
    vt_manifest there;
    remove_heaps(arena, folder, manifest->heap);
    if (vt_folder_databases(arena, folder, &there, NULL) != VT_OK) return;
    for (size_t i = 0; i < there.databases.count; i++) {
        const char *name = there.databases.items[i], *path = is_named(manifest, name) ? NULL : inside(arena, folder, name);
        if (path) remove_database(arena, path);
    }
}

vt_code vt_folder_next_number(const char *folder, unsigned long *free_number, vt_error *err) {
    unsigned long highest = 0;
    DIR *dir = opendir(folder);
    for (const char *next; (next = next_name(dir));) {
        vt_slice name = vt_slice_of(next);
        const char *digits = number_behind(VT_LITERAL("db-"), name);
        if (!digits) digits = number_behind(VT_LITERAL("heap-"), name);
        unsigned long number = digits ? strtoul(digits, NULL, 10) : 0;
        if (number > highest) highest = number;
    }
    *free_number = highest + 1;
    return close_names(dir, err);
}

void vt_folder_remove_database(const char *folder, const char *name) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = inside(&arena, folder, name);
    if (path) remove_database(&arena, path);
    vt_arena_free(&arena);
}

vt_code vt_folder_sync_database(const char *folder, const char *name, vt_error *err) {
    vt_arena arena;
    vt_arena_init(&arena, NULL);
    const char *path = inside(&arena, folder, name);
    vt_code code = !path ? vt_fail_memory(err)
                   : vt_folder_sync(path) && vt_folder_sync(folder)
                       ? VT_OK
                       : fail_write("a database could not be written", err);
    vt_arena_free(&arena);
    return code;
}
