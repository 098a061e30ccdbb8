// A document: what a reader makes of a file, a record or a post, and what the
// index keeps of it. A plain value; nobody owns anything through it.
//
// Offsets named begin/end are UTF-8 bytes, half open, in `text`. Source
// offsets are bytes of the original file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

// Numbers are part of the index format: append, never renumber.
enum class Part : std::uint8_t { title = 0, body = 1, caption = 2, hashtags = 3, chrome = 4 };
inline constexpr std::array<std::string_view, 5> kPartNames{"title", "body", "caption", "hashtags",
                                                            "chrome"};
std::string_view name_of(Part part);
std::optional<Part> part_named(std::string_view name);

// A stretch of the text. The parts of a document are sorted, do not overlap,
// and cover every token; what lies between them is white space.
struct PartSpan {
  Part part = Part::body;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const PartSpan&) const = default;
};

// A stretch of stored text and the source bytes it came from. Equal lengths:
// byte for byte (linear). Unequal: the stretch stands for the source bytes as
// a whole (an entity, a decoded character, collapsed white space).
// Runs are sorted by text offset and do not overlap; text outside every run was
// added by the reader and has no source.
struct SourceRun {
  std::uint32_t text_begin = 0;
  std::uint32_t text_length = 0;
  std::uint64_t source_begin = 0;
  std::uint64_t source_length = 0;
  std::uint32_t line = 1;  // 1-based source line on which the run begins

  bool operator==(const SourceRun&) const = default;
};

struct SourceRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint32_t line = 1;

  bool operator==(const SourceRange&) const = default;
};

enum class DateKind : std::uint8_t {
  none = 0,
  stated = 1,
  derived = 2,
  relative = 3,
  inferred = 4
};
enum class DateUnit : std::uint8_t { none = 0, year = 1, month = 2, day = 3, minute = 4 };

// Where a date was found. Numbers are part of the index format: append, never renumber.
enum class DateOrigin : std::uint8_t {
  none = 0,
  metadata = 1,  // said for machines: <meta>, linked data, a field of a record, a mail header
  page = 2,      // in what a reader of the page sees
  address = 3,   // in the URL
  sidecar = 4,
};
inline constexpr std::array<std::string_view, 5> kDateOriginNames{"", "metadata", "page", "address",
                                                                  "sidecar"};
std::string_view name_of(DateOrigin origin);

// A point in time as far as the text states it, without time zone.
// `iso` is 2023, 2023-02, 2023-02-02 or 2023-02-02T13:15; empty when unknown.
// A relative date («2 years ago») with nothing to count from has kind relative
// and an empty `iso`; `text` is the words as they stand in the source.
struct Date {
  std::string iso{};
  DateKind kind = DateKind::none;
  DateUnit unit = DateUnit::none;
  std::string text{};
  DateOrigin origin = DateOrigin::none;

  bool operator==(const Date&) const = default;
};
// "stated day", "relative year", ...; empty when there is no date at all.
std::string precision_of(const Date& date);

struct Document {
  std::string uid{};   // 16 hex digits; stays when a post moves within its page
  std::string id{};    // what users see as `document`: PATH, PATH#SECTION or a record's own id
  std::string root{};  // name of the root the path is relative to
  std::string path{};  // relative to the root, '/' separated, percent-encoded
  std::int32_t section = 0;  // counts from 0 within `path`

  std::string title{};
  std::string source{};
  std::string author{};
  std::string url{};
  std::string lang{};  // ISO 639-1 (or -3) of most of the body; empty if unknown
  Date date{};         // of publication; of a later change where nothing else is stated
  Date updated{};      // of the last change that is stated

  std::string text{};  // valid UTF-8
  std::vector<PartSpan> parts{};
  std::vector<SourceRun> source_map{};  // empty where the format has no map

  std::string sha256{};           // of the source file or record, lower-case hex
  std::uint64_t source_size = 0;  // bytes of the source file
  std::int64_t modified = 0;      // seconds since 1970-01-01 UTC
  std::string retrieved{};        // ISO date-time, where the format tells
  std::string cluster{};          // 16 hex digits: hash of the text; equal text, equal cluster

  bool operator==(const Document&) const = default;
};

// The part in which `offset` lies; body when none does.
Part part_at(const std::vector<PartSpan>& parts, std::uint32_t offset);

// Where text[begin, end) stands in the source: empty if an end of it has none.
std::optional<SourceRange> source_of(const Document& document, std::uint32_t begin,
                                     std::uint32_t end);

}  // namespace byname
