// JSON Lines, and JSON files that hold one record or lists of them.
#include <algorithm>
#include <optional>

#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_record.h"
#include "indexer/readers/json_stream.h"
#include "indexer/readers/json_walk.h"
#include "indexer/readers/social_record.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestJsonLine = 64 << 20;

std::string place_of(std::uint32_t line) { return "line " + std::to_string(line); }

void give_line(Decoded&& line, std::uint32_t number, JsonRecords& records, Collector& out) {
  if (trim(line.text).empty()) return;
  if (const std::string wrong = records.check(line.text); !wrong.empty()) {
    out.leave_out();
    out.report({place_of(number), wrong, true});
    return;
  }
  records.give(line, json_value_at(line.text, 0), place_of(number));
}

// The lines of a file whose line ends are single bytes, a chunk at a time.
void stream_lines(const FormatInput& input, JsonRecords& records, Collector& out) {
  std::string room, line;
  std::uint64_t line_begin = input.encoding.mark;
  std::uint32_t number = 1;
  bool too_long = false;
  std::uint64_t invalid = 0;
  const auto finish = [&](std::uint64_t next) {
    if (too_long) {
      out.leave_out();
      out.report({place_of(number), "is longer than 64 MiB; split it into records", true});
    } else {
      give_line(decode(line, input.encoding, {line_begin, number}, invalid), number, records, out);
    }
    too_long = false;
    line.clear();
    if (line.capacity() > 4 * kReadAtOnce) line.shrink_to_fit();
    line_begin = next;
    ++number;
  };
  for (std::uint64_t offset = line_begin; offset < input.file.size();) {
    std::string_view chunk = input.file.read(offset, kReadAtOnce, room);
    if (chunk.empty()) break;
    const std::uint64_t chunk_end = offset + chunk.size();
    while (!chunk.empty()) {
      const std::size_t end = chunk.find('\n');
      const std::string_view piece = chunk.substr(0, end);
      if (line.size() + piece.size() > kLongestJsonLine) {
        too_long = true;
        line.clear();
      }
      if (!too_long) line += piece;
      if (end == std::string_view::npos) break;
      chunk.remove_prefix(end + 1);
      finish(chunk_end - chunk.size());
    }
    offset = chunk_end;
  }
  if (too_long || !line.empty()) finish(input.file.size());
  report_invalid(invalid, input.encoding, out);
}

}  // namespace

void read_json_lines(const FormatInput& input, Collector& out) {
  JsonRecords records(out);
  if (!is_wide(input.encoding)) {
    stream_lines(input, records, out);
    return;
  }
  const auto file = decode_wide(input, out);
  if (!file) return;
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < file->text.size(); ++number) {
    const std::size_t end = std::min(file->text.find('\n', begin), file->text.size());
    give_line(slice(*file, begin, end), number, records, out);
    begin = end + 1;
  }
}

void read_json(const FormatInput& input, Collector& out) {
  JsonRecords records(out);
  std::uint64_t number = 0, invalid = 0;
  std::optional<Decoded> file;  // of encodings in which a quote is more than its byte
  if (is_wide(input.encoding)) {
    file = decode_wide(input, out);
    if (!file) return;
  }
  // An archive of X keeps its JSON in scripts.
  std::string room;
  std::uint64_t begin = input.encoding.mark;
  if (const auto script = archive_script(input.file.read(begin, 256, room)); script && !file) {
    if (!script->posts) {
      out.skip("a part of an archive of X that holds no posts");
      return;
    }
    begin += script->begin;
    records.account(out.nesting().facts.account);
  }
  SourceFile text(file ? std::string_view(file->text) : std::string_view());
  JsonStream stream(file ? text : input.file, file ? 0 : begin);
  const std::string wrong = stream.read([&](const JsonPiece& piece) {
    const std::string place = "record " + std::to_string(++number);
    if (piece.bytes.empty()) {
      out.leave_out();
      out.report({place, "is longer than 64 MiB", true});
      return;
    }
    const Decoded json =
        file ? slice(*file, piece.begin, piece.begin + piece.bytes.size())
             : decode(piece.bytes, input.encoding, {piece.begin, piece.line}, invalid);
    if (const std::string bad = records.check(json.text); !bad.empty()) {
      out.leave_out();
      out.report({place, bad, true});
      return;
    }
    std::uint64_t ignored = 0;
    records.about(file || input.encoding.is_utf8()
                      ? piece.about
                      : decode(piece.about, input.encoding, {}, ignored).text);
    records.give(json, json_value_at(json.text, 0), place);
  });
  if (!wrong.empty()) out.report({"", wrong, true});
  records.finish();
  report_invalid(invalid, input.encoding, out);
}

}  // namespace byname
