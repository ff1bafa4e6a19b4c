/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In: connections. Out: the site's answers. What a request is allowed to be is
 * decided here: its method, its Host, its size, its password, the token of a
 * change. The pages behind it see clean requests only.
 */
#include "web/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include "archive/pool.h"
#include "base/error.h"
#include "base/slice.h"
#include "web/http.h"
#include "web/readers.h"
#include "web/turns.h"

enum {
    FIRST_PORT = 8642,
    PORTS_TRIED = 100,
    CONNECTIONS = 256,
    MOST_THREADS = INT_MAX,
    IDLE_SECONDS = 15,       /* a slow request is cut off */
    HEAD_BYTES = 32 * 1024,  /* of the request line and headers */
    BODY_BYTES = 192 * 1024, /* of a form */
    TOKEN_BYTES = 16
};

struct vt_server {
    struct MHD_Daemon *daemon;
    vt_readers *readers;
    vt_catalogs *catalogs;
    vt_turns *turns;
    const char *folder, *user, *password;
    char host[INET6_ADDRSTRLEN];
    uint16_t port;
    bool anywhere; /* listens beyond loopback */
    char token[TOKEN_BYTES * 2 + 1];
    char address[INET6_ADDRSTRLEN + 32];
};

/* One request on its way in. */
typedef struct visit {
    vt_arena arena;
    vt_buffer body;
    bool too_large;
} visit;

static const struct {
    const char *name, *value;
} headers[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

static bool add_policy(struct MHD_Response *response, const char *style) {
    char policy[512];
    int size =
        snprintf(policy, sizeof policy,
                 "default-src 'none'; style-src 'self'%s%s; script-src 'self'; img-src 'self'; connect-src 'self'; "
                 "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                 style ? " " : "", style ? style : "");
    return size > 0 && (size_t)size < sizeof policy &&
           MHD_add_response_header(response, "Content-Security-Policy", policy) == MHD_YES;
}

static enum MHD_Result send_answer(struct MHD_Connection *connection, vt_answer *answer) {
    struct MHD_Response *response =
        MHD_create_response_from_buffer(answer->body.size, answer->body.data, MHD_RESPMEM_MUST_FREE);
    if (!response) {
        vt_buffer_free(&answer->body);
        return MHD_NO;
    }
    if (!add_policy(response, answer->style)) {
        MHD_destroy_response(response);
        return MHD_NO;
    }
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i].name, headers[i].value);
    if (answer->type) MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type);
    if (answer->location) MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, answer->location);
    if (answer->cookie) MHD_add_response_header(response, MHD_HTTP_HEADER_SET_COOKIE, answer->cookie);
    if (answer->disposition)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, answer->disposition);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                            answer->keep ? "public, max-age=31536000, immutable" : "no-store");
    if (answer->status == MHD_HTTP_UNAUTHORIZED)
        MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE,
                                "Basic realm=\"vanthu\", charset=\"UTF-8\"");
    enum MHD_Result queued = MHD_queue_response(connection, answer->status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status, const char *text) {
    vt_answer answer = {.status = status, .type = "text/plain; charset=utf-8"};
    vt_buffer_init(&answer.body, NULL);
    vt_buffer_append_text(&answer.body, text);
    return send_answer(connection, &answer);
}

/* ---- what is let in ---- */

static bool is_loopback_name(vt_slice host) {
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vt_slice_is(host, names[i])) return true;
    return false;
}

/* An address in figures cannot be bent to lead elsewhere; a name can. */
static bool is_numeric(vt_slice host) {
    char text[INET6_ADDRSTRLEN];
    unsigned char bytes[sizeof(struct in6_addr)];
    if (host.size > 2 && host.data[0] == '[') host = vt_slice_sub(host, 1, host.size - 1);
    if (!host.size || host.size >= sizeof text) return false;
    memcpy(text, host.data, host.size);
    text[host.size] = '\0';
    return inet_pton(AF_INET, text, bytes) == 1 || inet_pton(AF_INET6, text, bytes) == 1;
}

static vt_slice without_port(vt_slice host) {
    size_t size = host.size;
    while (size && vt_is_digit(host.data[size - 1])) size--;
    return size && host.data[size - 1] == ':' && size < host.size ? vt_slice_sub(host, 0, size - 1) : host;
}

static bool is_own_host(const vt_server *server, const char *header) {
    vt_slice host = without_port(vt_slice_of(header));
    return is_loopback_name(host) || (server->anywhere && is_numeric(host));
}

/* Takes the same time wherever the two differ. */
static bool same_secret(const char *a, const char *b) {
    size_t size = strlen(a), other = strlen(b);
    unsigned difference = size != other;
    for (size_t i = 0; i < size; i++) difference |= (unsigned char)a[i] ^ (unsigned char)b[other ? i % other : 0];
    return !difference;
}

static bool is_known_user(const vt_server *server, struct MHD_Connection *connection) {
    if (!server->password) return true;
    char *password = NULL, *user = MHD_basic_auth_get_username_password(connection, &password);
    bool known = user && password && same_secret(user, server->user) && same_secret(password, server->password);
    MHD_free(user);
    MHD_free(password);
    return known;
}

/* ---- a request ---- */

typedef struct collecting {
    vt_arena *arena;
    vt_pairs *pairs;
    bool failed;
} collecting;

static enum MHD_Result collect(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    collecting *c = context;
    (void)kind;
    vt_pair *pair = vt_array_push(c->arena, c->pairs);
    if (pair)
        *pair =
            (vt_pair){vt_request_decode(c->arena, vt_slice_of(name)), vt_request_decode(c->arena, vt_slice_of(value))};
    c->failed |= !pair || !pair->name || !pair->value;
    return c->failed ? MHD_NO : MHD_YES;
}

static vt_language language_of(struct MHD_Connection *connection) {
    const char *chosen = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, "language");
    return chosen && strcmp(chosen, "en") == 0 ? VT_ENGLISH : VT_VIETNAMESE;
}

static bool build_request(const vt_server *server, struct MHD_Connection *connection, const char *url, visit *v,
                          vt_request *request) {
    collecting c = {.arena = &v->arena, .pairs = &request->query};
    request->arena = &v->arena;
    request->path = vt_request_decode(&v->arena, vt_slice_of(url));
    request->language = language_of(connection);
    request->folder = server->folder;
    request->token = server->token;
    request->user = server->password ? server->user : NULL;
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, collect, &c);
    return request->path && !c.failed &&
           (!request->post || vt_request_form(&v->arena, vt_buffer_slice(&v->body), &request->form));
}

/* A connection has a thread of its own: in a pool several could share one while the others had nothing to do. */
static void answer_in_turn(vt_server *server, vt_request *request, vt_answer *answer) {
    vt_turns_take(server->turns);
    request->archive = vt_readers_take(server->readers);
    vt_site_answer(request, answer);
    vt_readers_give(server->readers, request->archive);
    vt_turns_give(server->turns);
}

static enum MHD_Result answer_request(vt_server *server, struct MHD_Connection *connection, const char *url,
                                      visit *v, bool post) {
    vt_request request = {.post = post};
    vt_answer answer = {0};
    if (v->body.failed || !build_request(server, connection, url, v, &request))
        return refuse(connection, MHD_HTTP_SERVICE_UNAVAILABLE, "memory ran out\n");
    if (post && !same_secret(vt_request_value(&request.form, "token"), server->token))
        return refuse(connection, MHD_HTTP_FORBIDDEN, "the page is out of date: load it again\n");
    request.catalog = vt_catalog_take(server->catalogs);
    if (!request.catalog) return refuse(connection, MHD_HTTP_SERVICE_UNAVAILABLE, "memory ran out\n");
    vt_buffer_init(&answer.body, NULL);
    answer_in_turn(server, &request, &answer);
    vt_catalog_give(server->catalogs, request.catalog);
    return send_answer(connection, &answer);
}

static enum MHD_Result respond(vt_server *server, struct MHD_Connection *connection, const char *url,
                               const char *method, visit *v) {
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
    bool post = strcmp(method, MHD_HTTP_METHOD_POST) == 0;
    if (!host || !is_own_host(server, host))
        return refuse(connection, MHD_HTTP_MISDIRECTED_REQUEST, "no such host here\n");
    if (!is_known_user(server, connection)) return refuse(connection, MHD_HTTP_UNAUTHORIZED, "a password is needed\n");
    if (!post && strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET and POST only\n");
    if (v->too_large) return refuse(connection, MHD_HTTP_CONTENT_TOO_LARGE, "the form is too large\n");
    return answer_request(server, connection, url, v, post);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *data, size_t *size, void **own) {
    visit *v = *own;
    (void)version;
    if (!v) {
        *own = v = calloc(1, sizeof *v);
        if (!v) return MHD_NO;
        vt_arena_init(&v->arena, NULL);
        vt_buffer_init(&v->body, NULL);
        return MHD_YES;
    }
    if (!*size) return respond(context, connection, url, method, v);
    v->too_large |= v->body.size + *size > BODY_BYTES;
    if (!v->too_large) vt_buffer_append(&v->body, data, *size);
    *size = 0;
    return MHD_YES;
}

static void finish(void *context, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode code) {
    visit *v = *own;
    (void)context, (void)connection, (void)code;
    if (!v) return;
    vt_arena_free(&v->arena);
    vt_buffer_free(&v->body);
    free(v);
}

/* Names and values are decoded by http.c, where tests reach it. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text) {
    (void)context, (void)connection;
    return strlen(text);
}

/* ---- starting and stopping ---- */

static bool make_token(vt_server *server) {
    unsigned char bytes[TOKEN_BYTES];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return false;
    for (size_t i = 0; i < sizeof bytes; i++) snprintf(server->token + i * 2, 3, "%02x", bytes[i]);
    return true;
}

typedef union socket_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} socket_address;

static bool read_host(vt_server *server, const char *host, socket_address *to) {
    snprintf(server->host, sizeof server->host, "%s", host);
    *to = (socket_address){.v4 = {.sin_family = AF_INET}};
    if (inet_pton(AF_INET, host, &to->v4.sin_addr) == 1) {
        server->anywhere = (ntohl(to->v4.sin_addr.s_addr) >> 24) != 127;
        return true;
    }
    *to = (socket_address){.v6 = {.sin6_family = AF_INET6}};
    if (inet_pton(AF_INET6, host, &to->v6.sin6_addr) != 1) return false;
    server->anywhere = !IN6_IS_ADDR_LOOPBACK(&to->v6.sin6_addr);
    return true;
}

static struct MHD_Daemon *listen_at(vt_server *server, socket_address *at, uint16_t port) {
    bool six = at->any.sa_family == AF_INET6;
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL;
    if (six) flags |= MHD_USE_IPv6;
    if (six)
        at->v6.sin6_port = htons(port);
    else
        at->v4.sin_port = htons(port);
    server->port = port;
    return MHD_start_daemon(flags, port, NULL, NULL, handle, server, MHD_OPTION_SOCK_ADDR, &at->any,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            (size_t)HEAD_BYTES, MHD_OPTION_NOTIFY_COMPLETED, finish, NULL, MHD_OPTION_UNESCAPE_CALLBACK,
                            leave_escaped, NULL, MHD_OPTION_END);
}

static vt_code find_port(vt_server *server, const vt_serve_options *options, socket_address *at, vt_error *err) {
    unsigned first = options->port ? options->port : FIRST_PORT, tries = options->port ? 1 : PORTS_TRIED;
    for (unsigned i = 0; i < tries && !server->daemon; i++)
        server->daemon = listen_at(server, at, (uint16_t)(first + i));
    if (!server->daemon)
        return vt_fail(err, VT_ERR_IO, "no port could be had at %s: %s", server->host, strerror(errno));
    bool six = at->any.sa_family == AF_INET6;
    snprintf(server->address, sizeof server->address, six ? "http://[%s]:%u/" : "http://%s:%u/", server->host,
             (unsigned)server->port);
    return VT_OK;
}

/* One more than there are processors, so that none idles while a turn is handed over. */
static unsigned usual_turns(void) { return vt_pool_threads(0) + 1; }

static vt_code start(vt_server *server, const vt_serve_options *options, vt_error *err) {
    socket_address at;
    if (!read_host(server, options->host ? options->host : "127.0.0.1", &at))
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "give an address in figures, as 192.168.1.10 or 0.0.0.0",
                            "%.100s is no address", options->host);
    if (server->anywhere && !options->password)
        return vt_fail_hint(err, VT_ERR_ARGUMENT, "--password-file FILE, with one line USER:PASSWORD",
                            "beyond this machine the page is served with a password only");
    server->folder = options->folder;
    server->user = options->user;
    server->password = options->password;
    if (!make_token(server)) return vt_fail(err, VT_ERR_IO, "there are no random numbers: %s", strerror(errno));
    vt_code code = vt_readers_open(options->folder, &server->readers, err);
    if (code == VT_OK) code = vt_catalogs_open(options->folder, &server->catalogs, err);
    if (code == VT_OK && options->threads > MOST_THREADS)
        code = vt_fail(err, VT_ERR_ARGUMENT, "so many threads cannot be had");
    if (code == VT_OK)
        code = vt_turns_open(options->threads ? options->threads : usual_turns(), &server->turns, err);
    return code == VT_OK ? find_port(server, options, &at, err) : code;
}

vt_code vt_serve_start(const vt_serve_options *options, vt_server **out, vt_error *err) {
    *out = NULL;
    vt_server *server = calloc(1, sizeof *server);
    if (!server) return vt_fail_memory(err);
    vt_code code = start(server, options, err);
    if (code == VT_OK)
        *out = server;
    else
        vt_serve_stop(server);
    return code;
}

const char *vt_serve_address(const vt_server *server) { return server->address; }

void vt_serve_stop(vt_server *server) {
    if (!server) return;
    if (server->daemon) MHD_stop_daemon(server->daemon);
    vt_readers_close(server->readers);
    vt_catalogs_close(server->catalogs);
    vt_turns_close(server->turns);
    free(server);
}
