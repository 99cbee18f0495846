#include "gis_core/store/connection.h"

// spatialite.h needs the types of sqlite3.h
#include <sqlite3.h>

#include <spatialite.h>

#include <cassert>
#include <cctype>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/file_server.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/kept_things.h"
#include "gis_core/store/rtree_align.h"
#include "gis_core/store/share_copy.h"
#include "gis_core/store/sqlite_error.h"
#include "gis_core/store/statement_pool.h"
#include "gis_core/store/time_text.h"
#include "gis_core/store/wal_buffer.h"
#include "gis_core/store/wal_checkpoints.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::milliseconds kLockPatience{5000};

/// SpatiaLite's caches are in process-wide lists that it does not guard (OSGeo/gdal#10685).
std::mutex& spatialiteMutex() {
  static std::mutex mutex;
  return mutex;
}

/// A file: URI; needed because only a URI can say immutable=1.
std::string uriOf(const fs::path& file, const char* parameters) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const unsigned char c : platform::pathToUtf8(fs::absolute(file))) {
    if (std::isalnum(c) != 0 || c == '/' || c == '-' || c == '_' || c == '.' || c == '~') {
      uri += static_cast<char>(c);
    } else {
      uri += '%';
      uri += kHex[c >> 4];
      uri += kHex[c & 15];
    }
  }
  return uri + parameters;
}

/// SQLite counts each allocation under one lock for all threads, and nobody asks. In vain, but harmless, when another
/// library has begun to use SQLite before us.
void leaveMemoryUncounted() {
  static std::once_flag once;
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

[[noreturn]] void throwMissing(const fs::path& file) {
  throw Error(ErrorCode::notFound, {GIS_TR("cannot open {0}"), {platform::pathToUtf8(file)}},
              GIS_TR("there is no such file"), GIS_TR("check the name, or make a city with: citydesk-cli create"));
}

}  // namespace

struct Connection::State {
  sqlite3* db = nullptr;
  void* spatialite = nullptr;
  StatementPool pool;
  KeptThings kept;
  fs::path file;
  fs::path scratch;  ///< folder of a private copy, removed at the end
  Message note;
  CancelToken token;
  std::optional<WalMerger> merger;
  std::chrono::steady_clock::time_point waitingSince;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    close();
    std::error_code ignored;
    if (!scratch.empty()) fs::remove_all(scratch, ignored);
  }

  void close() noexcept {
    kept.clear();
    merger.reset();  // the last connection merges everything when it is closed: that shall be this one
    if (db == nullptr) return;
    pool.clear();
    const std::lock_guard lock(spatialiteMutex());
    [[maybe_unused]] const int code = sqlite3_close(db);
    assert(code == SQLITE_OK && "a statement outlives its connection");
    db = nullptr;
    if (spatialite != nullptr) spatialite_cleanup_ex(spatialite);
    spatialite = nullptr;
  }

  static int onBusy(void* context, int count) {
    auto* self = static_cast<State*>(context);
    const auto now = std::chrono::steady_clock::now();
    if (count == 0) self->waitingSince = now;
    const auto waited = now - self->waitingSince;
    if (waited > kLockPatience || self->token.cancelled()) return 0;
    // SQLite's own handler sleeps up to 100 ms and would miss the short gaps that a bulk load leaves
    std::this_thread::sleep_for(waited < std::chrono::milliseconds(300) ? std::chrono::microseconds(300)
                                                                        : std::chrono::microseconds(1500));
    return 1;
  }

  static int onProgress(void* context) { return static_cast<State*>(context)->token.cancelled() ? 1 : 0; }

  /// Opens `uri` and reads the first page; a result code other than SQLITE_OK means nothing is open.
  int tryOpen(const std::string& uri, int flags, std::string* reason) {
    int code =
        sqlite3_open_v2(uri.c_str(), &db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, bufferedLogFileSystem());
    if (code == SQLITE_OK) {
      sqlite3_extended_result_codes(db, 1);
      sqlite3_busy_handler(db, &State::onBusy, this);
      code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
    }
    if (code == SQLITE_OK) return code;
    if (db != nullptr && reason != nullptr) *reason = sqlite3_errmsg(db);
    sqlite3_close(db);
    db = nullptr;
    return code;
  }

  void loadSpatialite() {
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    const std::lock_guard lock(spatialiteMutex());
    spatialite = spatialite_alloc_connection();
    spatialite_init_ex(db, spatialite, 0);
    replaceRTreeAlign(db, pool);
    addUtcTime(db);
    // SpatiaLite puts SQLite's sleeping handler in the place of ours
    sqlite3_busy_handler(db, &State::onBusy, this);
  }

  void configure() {
    // secure_delete=FAST: Debian's default ON would write every freed page of a removed layer again
    const char* sql =
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA secure_delete=FAST;";
    for (const char* each : {sql, kCarefulWriting}) {
      const int code = sqlite3_exec(db, each, nullptr, nullptr, nullptr);
      if (code != SQLITE_OK) throwSqlite(db, code);
    }
    merger.emplace(db, fs::absolute(scratch.empty() ? file : scratch / file.filename()));
  }

  /// The file cannot be written and has a WAL, or its folder takes no -shm file.
  void openInReadOnlyPlace(int firstCode, const std::string& firstReason) {
    fs::path wal = file;
    wal += "-wal";
    std::error_code error;
    const bool walHasContent = fs::exists(wal, error) && fs::file_size(wal, error) > 0;
    if (!walHasContent) {
      const int code = tryOpen(uriOf(file, "?immutable=1"), SQLITE_OPEN_READONLY, nullptr);
      if (code != SQLITE_OK) throwOpening(firstCode, firstReason);
      note = {GIS_TR("{0} lies in a read-only place: it can be looked at, not changed"),
              {platform::pathToUtf8(file.filename())}};
      return;
    }
    scratch = platform::makeScratchFolder("citydesk-copy");
    const fs::path copy = scratch / file.filename();
    fs::path copiedWal = copy;
    copiedWal += "-wal";
    fs::copy_file(file, copy, error);
    if (!error) fs::copy_file(wal, copiedWal, error);
    if (error) {
      throw Error(ErrorCode::readOnly, {GIS_TR("cannot open {0}"), {platform::pathToUtf8(file)}}, error.message(),
                  GIS_TR("copy the city to a folder where you may write"));
    }
    fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write, error);
    fs::permissions(copiedWal, fs::perms::owner_read | fs::perms::owner_write, error);
    const int code = tryOpen(uriOf(copy, ""), SQLITE_OPEN_READWRITE, nullptr);
    if (code != SQLITE_OK) throwOpening(code, firstReason);
    sqlite3_exec(db, "PRAGMA query_only=ON", nullptr, nullptr, nullptr);
    note = {GIS_TR("{0} lies in a read-only place with changes that are not merged yet: you see a private copy, "
                   "changes are not possible"),
            {platform::pathToUtf8(file.filename())}};
  }

  /// A city on a file server: its local copy is looked at.
  void openOnShare() {
    const ShareCopy copy = shareCopyOf(file);
    std::string reason;
    const int code = tryOpen(uriOf(copy.file, "?immutable=1"), SQLITE_OPEN_READONLY, &reason);
    if (code != SQLITE_OK) throwOpening(code, reason);
    note = shareNote(file, copy.changedAt, utcNow());
  }

  [[noreturn]] void throwOpening(int code, const std::string& reason) const {
    const std::string name = platform::pathToUtf8(file);
    // the shared memory of the WAL is a file beside the city: 32 KiB that a full disk does not have
    if (code == SQLITE_IOERR_SHMSIZE || code == SQLITE_IOERR_WRITE || code == SQLITE_FULL) {
      throw Error(ErrorCode::diskFull, {GIS_TR("cannot open {0}"), {name}},
                  GIS_TR("the disk is full or does not take more"), GIS_TR("free some space and try again"));
    }
    switch (code & 0xff) {
      case SQLITE_NOTADB:
      case SQLITE_CORRUPT:
        throw Error(ErrorCode::damaged, {GIS_TR("cannot open {0}"), {name}},
                    {GIS_TR("the file is damaged or no city ({0})"), {reason}}, GIS_TR("open a backup"));
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        throw Error(ErrorCode::locked, {GIS_TR("cannot open {0}"), {name}},
                    GIS_TR("another program holds the city for too long"),
                    GIS_TR("wait until it has finished, or close it, and try again"));
      case SQLITE_CANTOPEN:
      case SQLITE_PERM:
      case SQLITE_READONLY:
        throw Error(ErrorCode::readOnly, {GIS_TR("cannot open {0}"), {name}},
                    GIS_TR("the system does not let us read or write it"),
                    GIS_TR("check the rights of file and folder"));
      default: throw Error(ErrorCode::damaged, {GIS_TR("cannot open {0}"), {name}}, reason, GIS_TR("open a backup"));
    }
  }
};

std::string quotedName(std::string_view identifier) {
  std::string out = "\"";
  for (const char c : identifier) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

Connection::Connection(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Connection Connection::open(const fs::path& file, OpenMode mode) {
  leaveMemoryUncounted();
  auto state = std::make_unique<State>();
  state->file = file;
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (mode == OpenMode::create) {
    if (fs::exists(status)) {
      throw Error(ErrorCode::exists, {GIS_TR("cannot make {0}"), {platform::pathToUtf8(file)}},
                  GIS_TR("there is already a file of this name"), GIS_TR("choose another name"));
    }
    const fs::path folder = fs::absolute(file).parent_path();
    if (!fs::is_directory(folder, error)) throwMissing(folder);
  } else {
    if (!fs::exists(status)) throwMissing(file);
    if (!fs::is_regular_file(status)) {
      throw Error(ErrorCode::damaged, {GIS_TR("cannot open {0}"), {platform::pathToUtf8(file)}},
                  GIS_TR("it is no file but a folder or a device"), GIS_TR("choose a city file (*.citydb)"));
    }
  }
  if (mode != OpenMode::create && platform::isOnFileServer(fs::absolute(file))) {
    state->openOnShare();
    state->loadSpatialite();
    state->configure();
    return Connection(std::move(state));
  }
  const int flags = mode == OpenMode::create      ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                    : mode == OpenMode::readWrite ? SQLITE_OPEN_READWRITE
                                                  : SQLITE_OPEN_READONLY;
  std::string reason;
  const int code = state->tryOpen(uriOf(file, ""), flags, &reason);
  if (code != SQLITE_OK) {
    const int primary = code & 0xff;
    const bool placeRefuses = primary == SQLITE_CANTOPEN || primary == SQLITE_READONLY || primary == SQLITE_PERM;
    if (mode == OpenMode::create || !placeRefuses) state->throwOpening(code, reason);
    state->openInReadOnlyPlace(code, reason);
  } else if (mode == OpenMode::readWrite && sqlite3_db_readonly(state->db, "main") == 1) {
    state->note = {GIS_TR("{0} lies in a read-only place: it can be looked at, not changed"),
                   {platform::pathToUtf8(file.filename())}};
  }
  state->loadSpatialite();
  state->configure();
  return Connection(std::move(state));
}

KeptThings& Connection::kept() const {
  return m_state->kept;
}

StatementPool& Connection::pool() const {
  return m_state->pool;
}

Statement Connection::prepare(std::string_view sql) const {
  return {*this, sql};
}

void Connection::exec(std::string_view sql) const {
  const std::string text(sql);
  const int code = sqlite3_exec(m_state->db, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throwSqlite(m_state->db, code, sql);
}

std::int64_t Connection::lastInsertRowId() const {
  return sqlite3_last_insert_rowid(m_state->db);
}

std::int64_t Connection::changes() const {
  return sqlite3_changes64(m_state->db);
}

std::int64_t Connection::intValue(std::string_view sql) const {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::textValue(std::string_view sql) const {
  Statement statement(*this, sql);
  return statement.step() ? statement.text(0) : std::string();
}

void Connection::interruptOn(const CancelToken& token) const {
  m_state->token = token;
  sqlite3_progress_handler(m_state->db, 2000, &State::onProgress, m_state.get());
}

const CancelToken& Connection::interruptToken() const {
  return m_state->token;
}

const fs::path& Connection::file() const {
  return m_state->file;
}

bool Connection::isReadOnly() const {
  return sqlite3_db_readonly(m_state->db, "main") == 1 || !m_state->scratch.empty();
}

const Message& Connection::note() const {
  return m_state->note;
}

bool Connection::inTransaction() const {
  return sqlite3_get_autocommit(m_state->db) == 0;
}

WalMerger& Connection::walMerger() const {
  return *m_state->merger;
}

sqlite3* Connection::handle() const {
  return m_state->db;
}

}  // namespace gis::store
