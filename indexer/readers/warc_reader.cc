// Web archives (WARC, plain or compressed record by record): every page that a server gave is
// read as a file of its own, PATH!/OFFSET/URL, OFFSET being where its record begins in the file.
#include <charconv>

#include "indexer/readers/formats.h"
#include "indexer/readers/http_body.h"
#include "indexer/readers/members.h"
#include "indexer/readers/warc_bytes.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kLongestHead = 1 << 20;
constexpr std::uint64_t kLongestRecord = 64 << 20;

// What a page is made of but nobody reads.
bool is_no_page(std::string_view type) {
  for (const std::string_view begin :
       {"image/", "video/", "audio/", "font/", "text/css", "text/javascript",
        "application/javascript", "application/x-javascript", "application/ecmascript",
        "application/font", "application/x-font", "application/vnd.ms-fontobject",
        "application/x-shockwave-flash", "application/ocsp", "application/wasm"})
    if (type.starts_with(begin)) return true;
  return false;
}

class WarcReader {
 public:
  WarcReader(SourceFile& file, Collector& out) : bytes_(file), out_(out) {}

  void read() {
    while (next_record()) {
    }
    if (bytes_.cut()) out_.report({"", "cut off; read as far as it goes", true});
  }

 private:
  bool next_record() {
    while (bytes_.fill(1) && (bytes_.view()[0] == '\r' || bytes_.view()[0] == '\n')) bytes_.drop(1);
    if (!bytes_.fill(5)) {
      tell_damage();
      return false;
    }
    tell_damage();
    if (!bytes_.view().starts_with("WARC/")) return find_record();
    const std::uint64_t begin = bytes_.offset();
    std::string head;
    if (!take_head(head)) {
      out_.report({at(begin), "its head has no end", true});
      return bytes_.fill(1);
    }
    const MailHead fields = read_mail_head(head, std::min(head.find('\n') + 1, head.size()));
    const std::string length_field = fields.raw("content-length");
    std::uint64_t length = 0;
    const auto [end, error] =
        std::from_chars(length_field.data(), length_field.data() + length_field.size(), length);
    if (error != std::errc()) {
      out_.report({at(begin), "does not say how long it is", true});
      return true;
    }
    const std::string type = fields.word("warc-type");
    const bool wanted = type == "response" || type == "resource" || type == "conversion";
    const bool too_long = length > kLongestRecord;
    std::string payload;
    std::uint64_t left = length;
    while (left > 0 && bytes_.fill(1)) {
      const std::string_view piece =
          bytes_.view().substr(0, std::min<std::uint64_t>(left, bytes_.view().size()));
      if (wanted && !too_long) payload += piece;
      left -= piece.size();
      bytes_.drop(piece.size());
    }
    if (type == "revisit") tell_revisit(fields, begin, length);
    if (wanted) give(fields, type, begin, payload, length, left > 0);
    if (left > 0 && !bytes_.cut()) out_.report({"", "cut off; read as far as it goes", true});
    return true;
  }

  static std::string at(std::uint64_t offset) { return "record at " + std::to_string(offset); }

  void tell_damage() {
    if (bytes_.damaged())
      out_.report(
          {at(bytes_.offset()), "something before it is damaged and was passed over", true});
  }

  // WARC 1.0 was read as if addresses stood in angle brackets; wget writes those of revisits so.
  static std::string address_of(const MailHead& fields, std::string_view name) {
    std::string url = to_valid_utf8(fields.raw(name));
    if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
    return url;
  }

  // The server gave what it had given before: there is nothing to read here.
  void tell_revisit(const MailHead& fields, std::uint64_t begin, std::uint64_t length) {
    if (!out_.budget().take_member()) return;
    const std::string url = address_of(fields, "warc-target-uri");
    std::string why = "as at an earlier visit";
    if (const std::string when = to_valid_utf8(fields.raw("warc-refers-to-date")); !when.empty())
      why += ", of " + when;
    if (const std::string where = address_of(fields, "warc-refers-to-target-uri");
        !where.empty() && where != url)
      why += ", of " + where;
    out_.leave_out_member(out_.member_name(std::to_string(begin) + "/" + url),
                          InputState::duplicate, std::move(why), length, 0);
  }

  // Line by line to the next record; false at the end.
  bool find_record() {
    out_.report({at(bytes_.offset()), "is none; going on with the next", true});
    while (bytes_.fill(1)) {
      const std::size_t line = bytes_.view().find('\n');
      bytes_.drop(line == std::string_view::npos ? bytes_.view().size() : line + 1);
      if (bytes_.fill(5) && bytes_.view().starts_with("WARC/")) return true;
    }
    return false;
  }

  // Up to and with the empty line.
  bool take_head(std::string& head) {
    while (head.size() < kLongestHead && bytes_.fill(1)) {
      const std::size_t line = bytes_.view().find('\n');
      const std::string_view piece =
          bytes_.view().substr(0, line == std::string_view::npos ? line : line + 1);
      head += piece;
      bytes_.drop(piece.size());
      if (head.ends_with("\n\r\n") || head.ends_with("\n\n")) return true;
    }
    return false;
  }

  void give(const MailHead& fields, const std::string& type, std::uint64_t begin,
            std::string_view payload, std::uint64_t length, bool cut) {
    const std::string url = address_of(fields, "warc-target-uri");
    const std::string name = out_.member_name(std::to_string(begin) + "/" + url);
    const auto leave_out = [&](InputState state, std::string why) {
      out_.leave_out_member(name, state, std::move(why), length, 0);
    };
    if (!out_.budget().take_member()) return;
    if (url.starts_with("metadata:"))
      return leave_out(InputState::skipped, "what the crawler notes of itself, not a page");
    if (length > kLongestRecord) return leave_out(InputState::failed, "over 64 MiB");
    if (out_.nesting().depth >= kDeepestMember)
      return leave_out(InputState::failed, "more than 6 deep in one another");
    HttpAnswer answer;
    if (type == "response") answer = read_http_head(payload);
    std::string content = answer.head.word("content-type");
    if (answer.status == 0) content = fields.word("content-type");
    if (answer.status >= 300 || (answer.status > 0 && answer.status < 200))
      return leave_out(InputState::skipped, "HTTP status " + std::to_string(answer.status));
    if (is_no_page(content)) return leave_out(InputState::skipped, content + ", no text");
    if (answer.status == 0) answer.head.bytes = payload;
    Spool spool(out_.budget());
    std::string wrong = read_http_body(answer, spool);
    if (!spool.wrong().empty()) return leave_out(InputState::failed, spool.wrong());
    if (cut) wrong = "cut off";
    SourceFile file = spool.file();
    file.set_modified(out_.modified());
    MemberFacts facts{.url = url, .retrieved = to_valid_utf8(fields.raw("warc-date"))};
    facts.charset = answer.head.parameter("content-type", "charset");
    if (type == "conversion") facts.charset = "utf-8";
    out_.read_member(name, file, wrong, std::move(facts));
  }

  WarcBytes bytes_;
  Collector& out_;
};

}  // namespace

void read_warc(const FormatInput& input, Collector& out) { WarcReader(input.file, out).read(); }

bool is_compressed_warc(SourceFile& file) {
  std::string room;
  std::string begin;
  Inflater(Inflater::any).add(file.read(0, 4096, room), [&](std::string_view piece) {
    begin += piece.substr(0, 5);
    return begin.size() < 5;
  });
  return begin.starts_with("WARC/");
}

}  // namespace byname
