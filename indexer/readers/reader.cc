#include "indexer/readers/reader.h"

#include <algorithm>

#include "indexer/readers/charset.h"
#include "indexer/readers/collector.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/members.h"
#include "indexer/readers/sniff.h"
#include "indexer/readers/source_file.h"
#include "indexer/readers/unpack.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kHead = 16384;

// The image of a disc (ISO 9660) has nothing of its own in its first 32 KiB.
bool is_disc_image(SourceFile& file) {
  constexpr std::uint64_t kAt = 32769;
  std::string room;
  return file.read(kAt, 5, room) == "CD001";
}

// A zip whose beginning is another program's, or damaged.
bool is_zip_below(SourceFile& file, std::string_view path) {
  if (ends_as_zip(file)) return true;
  const std::string ending = ascii_lower(path.substr(std::min(path.rfind('.'), path.size())));
  if (!is_one_of(ending, {".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub",
                          ".wacz", ".jar", ".kmz"}))
    return false;
  Unpacker zip(file, Unpacker::zip);
  PackedMember first;
  return zip.next(first);
}

// What may say its encoding itself.
bool is_marked_up(FileFormat format) {
  return format == FileFormat::html || format == FileFormat::feed || format == FileFormat::xml ||
         format == FileFormat::wiki;
}

void read_surveyed(SourceFile& file, std::string_view path, Collector& out) {
  ReadResult& result = out.result();
  std::string room;
  const std::string head(file.read(0, kHead, room));
  const std::uint64_t first = file.census().first_invalid();
  const std::string sample(
      first < file.size() ? file.read(first > 4096 ? first - 4096 : 0, 8192, room) : "");

  const std::string& told = out.nesting().facts.charset;
  FormatInput input{file, encoding_of(head, file.census(), sample, told)};
  std::uint64_t ignored = 0;
  const auto decoded_head = [&] {
    const std::string_view bytes = std::string_view(head).substr(input.encoding.mark);
    return decode(bytes, input.encoding, {}, ignored).text;
  };
  Sniffed sniffed =
      sniff(head,
            input.encoding.is_utf8() ? std::string_view(head).substr(input.encoding.mark)
                                     : decoded_head(),
            path);
  if ((sniffed.format == FileFormat::none || sniffed.format == FileFormat::text) &&
      is_disc_image(file))
    sniffed = {.format = FileFormat::archive};
  if (sniffed.format == FileFormat::none && is_zip_below(file, path))
    sniffed = {.format = FileFormat::zip};
  if (is_marked_up(sniffed.format))
    input.encoding =
        encoding_of(head, file.census(), sample, told.empty() ? declared_encoding(head) : told);
  switch (sniffed.format) {
    case FileFormat::text:
      read_text(input, out);
      break;
    case FileFormat::markdown:
      read_markdown(input, out);
      break;
    case FileFormat::html:
      read_html(input, out);
      break;
    case FileFormat::json_lines:
      read_json_lines(input, out);
      break;
    case FileFormat::json:
      read_json(input, out);
      break;
    case FileFormat::csv:
      read_csv(input, sniffed.delimiter, out);
      break;
    case FileFormat::feed:
      read_feed(input, out);
      break;
    case FileFormat::xml:
      read_xml(input, out);
      break;
    case FileFormat::wiki:
      read_wiki(input, out);
      break;
    case FileFormat::chat:
      read_chat(input, path, out);
      break;
    case FileFormat::subtitles:
      read_subtitles(input, out);
      break;
    case FileFormat::mail:
      read_mail(input, out);
      break;
    case FileFormat::mailbox:
      read_mailbox(input, out);
      break;
    case FileFormat::pdf:
      read_pdf(input, out);
      break;
    case FileFormat::rtf:
      read_rtf(input, out);
      break;
    case FileFormat::zip:
      read_zip(input, path, out);
      break;
    case FileFormat::warc:
      read_warc(input, out);
      break;
    case FileFormat::archive:
      if (head.starts_with("\x1F\x8B") && is_compressed_warc(file)) {
        read_warc(input, out);
      } else {
        read_archive(input, path, out);
      }
      break;
    case FileFormat::old_office:
      read_old_office(input, out);
      break;
    case FileFormat::tnef:
      read_tnef(input, out);
      break;
    case FileFormat::written_files:
      read_written_files(input, out);
      break;
    case FileFormat::none:
      result.state = InputState::skipped;
      result.reason = sniffed.reason;
      return;
  }
  if (file.changed()) out.report({"", "the file changed while it was read; update again", false});
  const auto bad_members =
      std::count_if(result.members.begin(), result.members.end(), [](const MemberOutcome& member) {
        return member.state == InputState::failed || member.state == InputState::partial;
      });
  if (result.failed_records > 0) {
    const auto problem = std::find_if(result.problems.begin(), result.problems.end(),
                                      [](const ReadProblem& p) { return p.failed; });
    result.state = result.documents > 0 ? InputState::partial : InputState::failed;
    if (problem != result.problems.end())
      result.reason =
          problem->record.empty() ? problem->reason : problem->record + ": " + problem->reason;
    if (result.failed_records > 1)
      result.reason += " (and " + std::to_string(result.failed_records - 1) + " more)";
  } else if (bad_members > 0) {
    result.state = result.documents > 0 ? InputState::partial : InputState::failed;
    result.reason = std::to_string(bad_members) + " of " + std::to_string(result.members.size()) +
                    " members could not be read, or not in full";
  } else if (out.skipped() && result.documents == 0) {
    result.state = InputState::skipped;
  } else if (result.documents == 0) {
    result.state = InputState::no_text;
    if (result.reason.empty()) result.reason = "holds no text";
  } else {
    result.state = file.changed() ? InputState::partial : InputState::indexed;
    if (!result.problems.empty()) result.reason = result.problems.front().reason;
  }
}

void read_opened(SourceFile& file, const InputFile& input, Collector& out) {
  ReadResult& result = out.result();
  if (const std::string wrong = file.survey(); !wrong.empty()) {
    result.state = InputState::failed;
    result.reason = wrong;
    return;
  }
  if (file.size() == 0) {
    result.state = InputState::no_text;
    result.reason = "empty file";
  } else {
    read_surveyed(file, input.path, out);
  }
  result.sha256 = file.sha256();
  result.size = file.size();
  result.modified = file.modified();
}

// Scripts of an archive of X lie in one folder; account.js says whose they are.
std::string account_beside(const std::filesystem::path& path) {
  if (path.extension() != ".js") return {};
  SourceFile account;
  if (!account.open(path.parent_path() / "account.js").empty()) return {};
  std::string room;
  return std::string(account.read(0, kLongestAccount, room));
}

}  // namespace

std::optional<Decoded> decode_whole(const FormatInput& input, std::uint64_t limit,
                                    std::string_view too_long, Collector& out) {
  if (input.file.size() > limit) {
    out.report({"", std::string(too_long), true});
    return std::nullopt;
  }
  std::string room;
  const std::string_view bytes =
      input.file.read(input.encoding.mark, input.file.size() - input.encoding.mark, room);
  std::uint64_t invalid = 0;
  Decoded decoded = decode(bytes, input.encoding, {input.encoding.mark, 1}, invalid);
  report_invalid(invalid, input.encoding, out);
  return decoded;
}

std::optional<Decoded> decode_wide(const FormatInput& input, Collector& out) {
  return decode_whole(
      input, 256 << 20,
      "over 256 MiB in an encoding of more than one byte a character; convert it to UTF-8", out);
}

bool is_wide(const Encoding& encoding) {
  return encoding.name.starts_with("UTF-16") || encoding.name.starts_with("UTF-32");
}

void report_invalid(std::uint64_t invalid, const Encoding& encoding, Collector& out) {
  if (invalid == 0) return;
  out.report({"",
              std::to_string(invalid) + " byte sequence(s) are not " + encoding.name +
                  " and were replaced",
              false});
}

ReadResult read_input(const InputFile& input, const Emit& emit) {
  SourceFile file;
  const std::string wrong = file.open(input.absolute);
  Nesting nesting;
  nesting.facts.account = account_beside(input.absolute);
  Collector out(input, file, emit, std::move(nesting));
  if (!wrong.empty()) {
    out.result().state = InputState::failed;
    out.result().reason = wrong;
  } else {
    read_opened(file, input, out);
  }
  return std::move(out.result());
}

ReadResult read_nested(const InputFile& input, SourceFile& file, const Emit& emit,
                       Nesting nesting) {
  Collector out(input, file, emit, std::move(nesting));
  read_opened(file, input, out);
  return std::move(out.result());
}

ReadResult read_bytes(const InputFile& input, std::string_view bytes, const Emit& emit) {
  SourceFile file(bytes);
  Collector out(input, file, emit);
  read_opened(file, input, out);
  return std::move(out.result());
}

}  // namespace byname
