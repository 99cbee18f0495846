// The write-ahead log in large writes. Private to the room.
#pragma once

namespace gis::store {

/// Name of a SQLite file system that is the default one but for the log: SQLite writes a page of the log in two calls,
/// and a bulk load of half a gigabyte spends a third of its time in them. Here the pages of a transaction gather and go
/// out together, at the latest with the page that commits it, before SQLite shows it to anybody; a full disk is then
/// reported by that write. Whatever is no plain append of a page goes straight through. nullptr (the default) when
/// there is no file system. Source: sqlite.org/walformat.html, "The WAL File Format"; sqlite.org/vfs.html.
/// Thread rule: any thread; a file belongs to its connection.
[[nodiscard]] const char* bufferedLogFileSystem() noexcept;

}  // namespace gis::store
