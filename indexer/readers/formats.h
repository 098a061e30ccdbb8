// One reader a format. Each takes the file after its survey, gives what it finds to
// the collector and leaves problems there; none throws for what stands in the file.
#pragma once

#include <functional>
#include <optional>

#include "indexer/readers/charset.h"
#include "indexer/readers/collector.h"
#include "indexer/readers/source_file.h"
#include "indexer/readers/source_map.h"

namespace byname {

struct FormatInput {
  SourceFile& file;
  Encoding encoding{};
};

void read_text(const FormatInput& input, Collector& out);
void read_markdown(const FormatInput& input, Collector& out);
void read_html(const FormatInput& input, Collector& out);
void read_json_lines(const FormatInput& input, Collector& out);
void read_json(const FormatInput& input, Collector& out);
void read_feed(const FormatInput& input, Collector& out);
void read_xml(const FormatInput& input, Collector& out);
void read_wiki(const FormatInput& input, Collector& out);
// Chats of WhatsApp as text.
void read_chat(const FormatInput& input, std::string_view path, Collector& out);
bool looks_like_chat(std::string_view head);
void read_subtitles(const FormatInput& input, Collector& out);
bool looks_like_subtitles(std::string_view head);
void read_csv(const FormatInput& input, char delimiter, Collector& out);
void read_mail(const FormatInput& input, Collector& out);
void read_mailbox(const FormatInput& input, Collector& out);
// Whether the first bytes are the head of a letter; `named_so`: the ending says it.
bool looks_like_mail(std::string_view head, bool named_so);
bool looks_like_mailbox(std::string_view head);
// winmail.dat; files written as letters (uuencode).
void read_tnef(const FormatInput& input, Collector& out);
void read_written_files(const FormatInput& input, Collector& out);
void read_old_office(const FormatInput& input, Collector& out);
void read_pdf(const FormatInput& input, Collector& out);
void read_warc(const FormatInput& input, Collector& out);
bool is_compressed_warc(SourceFile& file);
void read_rtf(const FormatInput& input, Collector& out);
void read_zip(const FormatInput& input, std::string_view path, Collector& out);
// `path`: of the file, for the name of what a compressed file holds.
enum class ArchiveKind {
  any,
  zip,  // whatever the file begins with
  web   // a WACZ, of which only the pages are read
};
void read_archive(const FormatInput& input, std::string_view path, Collector& out,
                  ArchiveKind kind = ArchiveKind::any);

// Files inside of an office document or a book, as members of it.
void read_embedded(SourceFile& file, const std::function<bool(std::string_view name)>& wanted,
                   Collector& out);

// UTF-16 and UTF-32: line ends and quotes are more than their byte.
bool is_wide(const Encoding& encoding);
// The whole file as one text; nothing, and the problem `too_long`, if it has over `limit` bytes.
std::optional<Decoded> decode_whole(const FormatInput& input, std::uint64_t limit,
                                    std::string_view too_long, Collector& out);
// The same for what cannot be cut before it is decoded (is_wide).
std::optional<Decoded> decode_wide(const FormatInput& input, Collector& out);

// Tells of bytes that were not what their encoding allows.
void report_invalid(std::uint64_t invalid, const Encoding& encoding, Collector& out);

}  // namespace byname
