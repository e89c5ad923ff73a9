/* An OPC UA server of the open62541 library for the tests: `.ci/open62541` builds it.
 *
 * Listens on 127.0.0.1 at the port that is its argument, prints "ready", then obeys lines of standard input and prints
 * "ok" after each:   NAME VALUE STATUS MILLISECONDS
 * sets variable ns=1;s=NAME to a value, a status code (hexadecimal) and a source time (since 1970). */
#include <open62541/server.h>
#include <open62541/server_config_default.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *name;
    int type; /* index in UA_TYPES */
} Variable;

static const Variable VARIABLES[] = {
    {"Double", UA_TYPES_DOUBLE}, {"Float", UA_TYPES_FLOAT},   {"Int16", UA_TYPES_INT16},
    {"Int64", UA_TYPES_INT64},   {"UInt64", UA_TYPES_UINT64}, {"Boolean", UA_TYPES_BOOLEAN},
    {"String", UA_TYPES_STRING}, {"Text", UA_TYPES_STRING},
};
static const size_t VARIABLE_COUNT = sizeof(VARIABLES) / sizeof(VARIABLES[0]);

/* Makes a value of a type from its text; the caller clears it. */
static UA_Variant variant_of(const Variable *variable, const char *text) {
    UA_Variant value;
    UA_Variant_init(&value);
    union { UA_Double d; UA_Float f; UA_Int16 s; UA_Int64 l; UA_UInt64 u; UA_Boolean b; UA_String t; } raw;
    switch (variable->type) {
    case UA_TYPES_DOUBLE: raw.d = strtod(text, NULL); break;
    case UA_TYPES_FLOAT: raw.f = strtof(text, NULL); break;
    case UA_TYPES_INT16: raw.s = (UA_Int16)atoi(text); break;
    case UA_TYPES_INT64: raw.l = strtoll(text, NULL, 10); break;
    case UA_TYPES_UINT64: raw.u = strtoull(text, NULL, 10); break;
    case UA_TYPES_BOOLEAN: raw.b = atoi(text) != 0; break;
    default: raw.t = UA_STRING((char *)(uintptr_t)text); break;
    }
    UA_Variant_setScalarCopy(&value, &raw, &UA_TYPES[variable->type]);
    return value;
}

static void add_variable(UA_Server *server, const Variable *variable) {
    UA_VariableAttributes attributes = UA_VariableAttributes_default;
    attributes.value = variant_of(variable, "0");
    attributes.dataType = UA_TYPES[variable->type].typeId;
    attributes.accessLevel = attributes.userAccessLevel = 0x7f; /* Status and time may be written too. */
    attributes.displayName = UA_LOCALIZEDTEXT("en", variable->name);
    UA_StatusCode status = UA_Server_addVariableNode(
        server, UA_NODEID_STRING(1, variable->name), UA_NODEID_NUMERIC(0, UA_NS0ID_OBJECTSFOLDER),
        UA_NODEID_NUMERIC(0, UA_NS0ID_ORGANIZES), UA_QUALIFIEDNAME(1, variable->name),
        UA_NODEID_NUMERIC(0, UA_NS0ID_BASEDATAVARIABLETYPE), attributes, NULL, NULL);
    if (status != UA_STATUSCODE_GOOD) fprintf(stderr, "%s: %s\n", variable->name, UA_StatusCode_name(status));
    UA_Variant_clear(&attributes.value);
}

static void obey(UA_Server *server, char *line) {
    char name[32], text[64];
    unsigned int status;
    long long milliseconds;
    if (sscanf(line, "%31s %63s %x %lld", name, text, &status, &milliseconds) != 4) return;
    for (size_t i = 0; i < VARIABLE_COUNT; i++) {
        if (strcmp(VARIABLES[i].name, name) != 0) continue;
        UA_DataValue value;
        UA_DataValue_init(&value);
        value.value = variant_of(&VARIABLES[i], text);
        value.hasValue = true;
        value.status = status;
        value.hasStatus = true;
        value.sourceTimestamp = UA_DATETIME_UNIX_EPOCH + milliseconds * UA_DATETIME_MSEC;
        value.hasSourceTimestamp = true;
        UA_StatusCode written = UA_Server_writeDataValue(server, UA_NODEID_STRING(1, name), value);
        if (written != UA_STATUSCODE_GOOD) fprintf(stderr, "%s: %s\n", name, UA_StatusCode_name(written));
        UA_DataValue_clear(&value);
    }
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    UA_Server *server = UA_Server_new();
    UA_ServerConfig *config = UA_Server_getConfig(server);
    UA_ServerConfig_setMinimal(config, (UA_UInt16)atoi(arguments[1]), NULL);
    config->logging = NULL;
    char url[64];
    snprintf(url, sizeof url, "opc.tcp://127.0.0.1:%s", arguments[1]);
    UA_String_clear(&config->serverUrls[0]);
    config->serverUrls[0] = UA_STRING_ALLOC(url);
    for (size_t i = 0; i < VARIABLE_COUNT; i++) add_variable(server, &VARIABLES[i]);
    UA_StatusCode status = UA_Server_run_startup(server);
    if (status != UA_STATUSCODE_GOOD) {
        fprintf(stderr, "no server: %s\n", UA_StatusCode_name(status));
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    char line[256];
    size_t length = 0;
    for (;;) {
        UA_Server_run_iterate(server, false);
        struct pollfd input = {STDIN_FILENO, POLLIN, 0};
        if (poll(&input, 1, 5) <= 0) continue;
        if (length == sizeof line - 1 || read(STDIN_FILENO, line + length, 1) != 1) break;
        if (line[length++] != '\n') {
            continue;
        }
        line[length] = '\0';
        length = 0;
        obey(server, line);
        printf("ok\n");
        fflush(stdout);
    }
    UA_Server_run_shutdown(server);
    UA_Server_delete(server);
    return 0;
}
