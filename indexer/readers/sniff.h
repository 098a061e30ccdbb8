// Which format is this? By content first; the ending of the name decides only
// where content leaves it open.
#pragma once

#include <string>
#include <string_view>

namespace byname {

enum class FileFormat {
  text,
  chat,
  subtitles,
  markdown,
  html,
  json_lines,
  json,
  feed,
  xml,
  wiki,  // the dump of one
  csv,
  mail,
  mailbox,
  pdf,
  rtf,
  old_office,
  warc,
  zip,
  archive,
  tnef,
  written_files,  // as letters: uuencode
  none
};

struct Sniffed {
  FileFormat format = FileFormat::none;
  char delimiter = 0;    // of csv
  std::string reason{};  // why it is none: "PDF; this version reads ..."
};

// `head`: the first bytes, at least 4 KiB where there are as many. `head_text`: the same
// in UTF-8 if they are text in another encoding. `path` for its ending.
Sniffed sniff(std::string_view head, std::string_view head_text, std::string_view path);

}  // namespace byname
