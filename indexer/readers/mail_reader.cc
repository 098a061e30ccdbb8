// Letters (.eml) and pages saved as MHTML. A letter is a document: its
// subject the title, who wrote to whom furniture, then the text (of alternatives the plain
// one). What is attached is read as a file of its own, PATH!/NAME.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "indexer/extract/date.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html.h"
#include "indexer/readers/inline_files.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/letter.h"
#include "indexer/readers/mail_parts.h"
#include "indexer/readers/members.h"
#include "indexer/readers/signed_content.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

bool says_nothing(std::string_view text) { return trim(text).empty(); }

// «-- » alone on a line: below it stands the signature.
std::size_t signature_of(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0) {
    at = text.rfind("\n-- ", at - 1);
    if (at == text.npos) break;
    const std::size_t after = at + 4;
    if (after == text.size() || text[after] == '\r' || text[after] == '\n') {
      // A signature is short; a long tail is text.
      return text.size() - at < 2000 ? at + 1 : text.npos;
    }
    if (at == 0) break;
  }
  return text.npos;
}

class Letter {
 public:
  // `offset`, `line`: of bytes[0] in the file. `prefix`: of the names of its attachments.
  Letter(std::string_view bytes, std::uint64_t offset, std::uint32_t line, std::string prefix,
         bool only_one, Collector& out)
      : bytes_(bytes),
        offset_(offset),
        line_(line),
        prefix_(std::move(prefix)),
        only_one_(only_one),
        out_(out),
        whole_{.text = std::string(bytes)} {
    add_linear(whole_.runs, whole_.text, 0, offset, line);
  }

  void read() {
    head_ = read_mail_head(bytes_, 0);
    parts_ = mail_parts(head_, bytes_.size());
    choose();
    TextBuilder text(whole_);
    Document& document = draft_.document;
    add_addresses(text);
    add_subject(text);
    for (const std::size_t i : shown_) add_body(i, text);
    if (document.url.empty()) {
      const std::string id = head_.raw("message-id");
      if (id.starts_with('<') && id.ends_with('>'))
        document.url = "mid:" + to_utf8(std::string_view(id).substr(1, id.size() - 2), "");
    }
    if (document.author.empty()) document.author = names_of_addresses(head_.raw("from"));
    if (document.source.empty()) document.source = list_name();
    if (document.date.kind == DateKind::none) {
      if (auto date = parse_machine_date(head_.value("date"))) document.date = *date;
    }
    draft_.likely_lang = language_code(head_.word("content-language"));
    draft_.only_one = only_one_;
    Decoded done = text.take();
    document.text = std::move(done.text);
    document.source_map = std::move(done.runs);
    out_.give(std::move(draft_));
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (!std::count(shown_.begin(), shown_.end(), i)) attach(parts_[i]);
    }
    for (const InlineFile& file : inline_) {
      const std::string name = out_.member_name(prefix_ + without_folders(file.name));
      attach_bytes(name, file.bytes, file.cut ? "cut off" : "");
    }
  }

 private:
  // Which parts are the text of the letter.
  void choose() {
    std::set<int> settled;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const MailPart& part = parts_[i];
      if (part.related || part.attached || !is_text(part)) continue;
      if (!part.file_name.empty() && part.alternatives == 0 && i > 0) continue;
      if (part.alternatives == 0) {
        shown_.push_back(i);
        continue;
      }
      if (!settled.insert(part.alternatives).second) continue;
      // The plain one if it says anything, else what there is.
      std::size_t best = i;
      for (std::size_t j = i; j < parts_.size(); ++j) {
        const MailPart& other = parts_[j];
        if (other.alternatives != part.alternatives || other.related || !is_text(other)) continue;
        const bool blank = says_nothing(bytes_.substr(other.begin, other.end - other.begin));
        if (other.type == "text/plain" && !blank) {
          best = j;
          break;
        }
        if (other.type == "text/html" && !blank) best = j;
      }
      shown_.push_back(best);
      alternatives_shown_.insert(part.alternatives);
    }
  }

  static bool is_text(const MailPart& part) {
    return part.type == "text/plain" || part.type == "text/html" || part.type == "text/enriched" ||
           part.type == "application/xhtml+xml";
  }

  // A field as a line, with its bytes where it is written as it is read.
  void add_value(const MailField& field, const std::string& value, TextBuilder& text) {
    const std::string_view raw = bytes_.substr(field.begin, field.end - field.begin);
    const std::size_t at = raw.find(value);
    if (at != raw.npos && !value.empty()) {
      text.copy(field.begin + at, field.begin + at + value.size());
    } else {
      text.replace(value, field.begin, field.end);
    }
  }

  void add_addresses(TextBuilder& text) {
    const std::uint32_t begin = text.size();
    for (const auto& [name, shown] : {std::pair{"from", "From: "},
                                      {"to", "To: "},
                                      {"cc", "Cc: "},
                                      {"newsgroups", "Groups: "}}) {
      const MailField* field = head_.field(name);
      const std::string value = head_.value(name);
      if (!field || value.empty()) continue;
      text.add(shown);
      add_value(*field, value, text);
      text.add("\n");
    }
    if (text.size() > begin) draft_.document.parts.push_back({Part::chrome, begin, text.size()});
  }

  void add_subject(TextBuilder& text) {
    const MailField* field = head_.field("subject");
    const std::string value = head_.value("subject");
    if (!field || value.empty()) return;
    if (!text.empty()) text.add("\n");
    const std::uint32_t begin = text.size();
    add_value(*field, value, text);
    draft_.document.parts.push_back({Part::title, begin, text.size()});
    draft_.document.title = value;
  }

  // The line on which a part begins; parts are asked for in their order, mostly.
  std::uint32_t line_at(std::size_t at) {
    if (at < counted_) {
      counted_ = 0;
      counted_lines_ = 0;
    }
    counted_lines_ += static_cast<std::uint32_t>(
        std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(counted_),
                   bytes_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted_ = at;
    return line_ + counted_lines_;
  }

  void add_body(std::size_t number, TextBuilder& text) {
    const MailPart& part = parts_[number];
    Decoded bytes = mail_part_bytes(bytes_, part, offset_, line_at(part.begin));
    take_inline_files(part, bytes);
    std::string charset = part.charset;
    const bool html = part.type == "text/html" || part.type == "application/xhtml+xml";
    if (html && charset.empty()) charset = declared_encoding(bytes.text);
    Decoded body = mail_part_text(bytes, charset);
    if (!html && ascii_lower(part.head.parameter("content-type", "format")) == "flowed")
      body = unflowed(body, ascii_lower(part.head.parameter("content-type", "delsp")) == "yes");
    if (says_nothing(body.text)) return;
    if (!text.empty()) text.add("\n\n");
    const std::uint32_t base = text.size();
    std::vector<PartSpan>& spans = draft_.document.parts;
    if (html) {
      HtmlPage page = parse_html(body, is_saved_page() ? Markedup::page : Markedup::fragment);
      for (PartSpan span : page.parts) {
        // The page's own title is text beside the subject.
        if (span.part == Part::title && !draft_.document.title.empty()) continue;
        spans.push_back({span.part, span.begin + base, span.end + base});
      }
      Document& document = draft_.document;
      if (document.title.empty() || is_saved_page()) document.title = page.title;
      if (is_saved_page()) {
        document.author = page.author;
        document.source = page.source;
        document.date = page.date;
        document.updated = page.updated;
        document.url = head_.value("snapshot-content-location");
        if (document.url.empty()) document.url = part.location;
        if (document.url.empty()) document.url = page.url;
      }
      text.append(std::move(page.text));
      return;
    }
    const std::size_t signature = signature_of(body.text);
    if (signature != std::string::npos) {
      spans.push_back({Part::chrome, base + static_cast<std::uint32_t>(signature),
                       base + static_cast<std::uint32_t>(body.text.size())});
    }
    mark_armour(body.text, base);
    text.append(std::move(body));
  }

  // What is written into the text as a file is no text.
  void take_inline_files(const MailPart& part, Decoded& bytes) {
    if (part.type != "text/plain") return;
    std::vector<InlineFile> files = inline_files(bytes.text);
    if (files.empty()) return;
    TextBuilder rest(bytes);
    std::size_t done = 0;
    for (InlineFile& file : files) {
      rest.copy(done, file.begin);
      done = file.end;
      inline_.push_back(std::move(file));
    }
    rest.copy(done, bytes.text.size());
    bytes = rest.take();
  }

  // What OpenPGP encrypted or signed with is no text.
  void mark_armour(std::string_view text, std::uint32_t base) {
    constexpr std::string_view kBegin = "-----BEGIN PGP ";
    constexpr std::string_view kEnd = "-----END PGP ";
    for (std::size_t at = text.find(kBegin); at != text.npos;) {
      const std::string_view kind = text.substr(at + kBegin.size(), 16);
      std::size_t end = text.find("\n\n", at);
      if (!kind.starts_with("SIGNED MESSAGE")) {
        if (kind.starts_with("MESSAGE")) out_.report({"", "encrypted (OpenPGP)", false});
        end = text.find(kEnd, at);
        if (end != text.npos) end = text.find('\n', end);
      } else if (const std::size_t dos = text.find("\r\n\r\n", at); dos < end) {
        end = dos;
      }
      end = std::min(end, text.size());
      draft_.document.parts.push_back({Part::chrome, base + static_cast<std::uint32_t>(at),
                                       base + static_cast<std::uint32_t>(end)});
      at = text.find(kBegin, end);
    }
  }

  // MHTML: a page and what it is made of, in the shape of a letter.
  bool is_saved_page() const {
    return head_.field("snapshot-content-location") != nullptr ||
           (head_.word("content-type") == "multipart/related" && head_.field("to") == nullptr &&
            (head_.field("message-id") == nullptr || head_.raw("from").starts_with("<Saved by")));
  }

  std::string list_name() const {
    const std::string list = head_.value("list-id");
    const std::string name(trim(std::string_view(list).substr(0, list.find('<'))));
    if (!name.empty()) return name.front() == '"' ? name.substr(1, name.size() - 2) : name;
    return head_.value("newsgroups");
  }

  void attach(const MailPart& part) {
    if (part.alternatives > 0 && alternatives_shown_.contains(part.alternatives) &&
        !part.attached && is_text(part))
      return;  // says the same as what is shown
    std::string name = without_folders(part.file_name);
    if (name.empty() && !part.location.empty()) {
      name = part.location.substr(0, part.location.find_first_of("?#"));
      name = name.substr(name.rfind('/') + 1);
    }
    if (name.empty()) {
      ++nameless_;
      name = "part" + (nameless_ > 1 ? std::to_string(nameless_) : std::string()) +
             ending_of_type(part.type);
    }
    name = out_.member_name(prefix_ + name);
    const std::uint64_t size = part.end - part.begin;
    if (part.type.find("-signature") != std::string::npos) {
      out_.leave_out_member(name, InputState::skipped, "a signature", size, 0);
      return;
    }
    if (part.related && part.type != "text/html") {
      out_.leave_out_member(name, InputState::skipped, part.type + ", belongs to the page", size,
                            0);
      return;
    }
    if (part.type == "application/pgp-encrypted") {
      out_.leave_out_member(name, InputState::skipped, "says that the letter is encrypted", size,
                            0);
      return;
    }
    std::string bytes = mail_part_bytes(bytes_, part, offset_, 1).text;
    if (part.type.ends_with("pkcs7-mime")) {
      auto content = signed_content(bytes);
      if (!content) {
        out_.leave_out_member(name, InputState::failed, "encrypted or damaged (S/MIME)", size, 0);
        return;
      }
      // A letter without its heads: they are those of this one.
      std::string heads = "MIME-Version: 1.0\n";
      for (const std::string_view field : {"From", "To", "Cc", "Subject", "Date", "Message-ID"})
        if (const std::string value = head_.raw(ascii_lower(field)); !value.empty())
          heads += std::string(field) + ": " + value + "\n";
      name += ".eml";
      bytes = heads + *content;
    } else if (trim_left(std::string_view(bytes).substr(0, 64))
                   .starts_with("-----BEGIN PGP MESSAGE")) {
      out_.leave_out_member(name, InputState::failed, "encrypted (OpenPGP)", size, 0);
      return;
    }
    attach_bytes(name, bytes, "");
  }

  static std::string without_folders(std::string name) {
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
  }

  void attach_bytes(const std::string& name, std::string_view bytes, const std::string& cut) {
    if (out_.nesting().depth >= kDeepestMember) {
      out_.leave_out_member(name, InputState::failed, "more than 6 deep in one another",
                            bytes.size(), 0);
      return;
    }
    Spool spool(out_.budget());
    if (!out_.budget().take_member() || !spool.add(bytes)) {
      out_.leave_out_member(name, InputState::failed, spool.wrong(), bytes.size(), 0);
      return;
    }
    SourceFile file = spool.file();
    file.set_modified(out_.modified());
    out_.read_member(name, file, cut);
  }

  static std::string ending_of_type(std::string_view type) {
    if (type == "message/rfc822" || type == "message/global") return ".eml";
    if (type == "text/calendar") return ".ics";
    if (type.ends_with("vcard") || type == "text/directory") return ".vcf";
    if (type == "text/html") return ".html";
    if (type == "text/plain") return ".txt";
    return "";
  }

  std::string_view bytes_;
  std::uint64_t offset_;
  std::uint32_t line_;
  std::string prefix_;
  bool only_one_;
  Collector& out_;
  Decoded whole_;
  MailHead head_{};
  std::vector<MailPart> parts_{};
  std::vector<std::size_t> shown_{};
  std::set<int> alternatives_shown_{};
  std::vector<InlineFile> inline_{};
  unsigned nameless_ = 0;  // attachments
  std::size_t counted_ = 0;
  std::uint32_t counted_lines_ = 0;
  Draft draft_{};
};

// Apple keeps a letter (.emlx) below its length in bytes, and its own notes below that: where
// the letter begins, 0 elsewhere.
std::size_t count_above_letter(std::string_view bytes) {
  const std::size_t digits = std::min(bytes.find_first_not_of("0123456789"), bytes.size());
  if (digits == 0 || digits > 9) return 0;
  const std::size_t end = bytes.find_first_not_of(" \r", digits);
  return end != bytes.npos && end < digits + 12 && bytes[end] == '\n' ? end + 1 : 0;
}

}  // namespace

void read_mail(const FormatInput& input, Collector& out) {
  if (input.file.size() > kLongestLetter) {
    out.report({"", "a letter over 64 MiB", true});
    return;
  }
  std::string room;
  std::string_view bytes = input.file.read(0, input.file.size(), room);
  const std::size_t counted = count_above_letter(bytes);
  std::size_t length = bytes.size();
  if (counted > 0) length = std::stoul(std::string(bytes.substr(0, 9)));
  bytes = bytes.substr(counted);
  // A count that does not lead to the notes is wrong.
  if (length > bytes.size() || !trim_left(bytes.substr(length)).starts_with("<?xml"))
    length = bytes.size();
  Letter(bytes.substr(0, length), counted, counted > 0 ? 2 : 1, "", true, out).read();
}

void read_letter(const LetterBytes& letter, Collector& out) {
  Letter(letter.bytes, letter.offset, letter.line, letter.prefix, false, out).read();
}

bool looks_like_mail(std::string_view head, bool named_so) {
  head.remove_prefix(count_above_letter(head));
  if (head.empty() || is_ascii_space(head.front())) return false;
  const MailHead fields = read_mail_head(head, 0);
  int letters = 0, machines = 0;
  for (const std::string_view name : {"from", "to", "subject", "date", "newsgroups", "sender"})
    letters += fields.field(name) != nullptr;
  for (const std::string_view name :
       {"message-id", "mime-version", "received", "return-path", "delivered-to", "references",
        "in-reply-to", "content-transfer-encoding", "content-type", "x-mailer"})
    machines += fields.field(name) != nullptr;
  if (named_so) return letters + machines >= 2;
  return (machines >= 1 && letters >= 2) || machines >= 3;
}

}  // namespace byname
