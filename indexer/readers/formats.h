// One reader a format. Each takes the file after its survey, gives what it finds to
// the collector and leaves problems there; none throws for what stands in the file.
#pragma once

#include "indexer/readers/charset.h"
#include "indexer/readers/collector.h"
#include "indexer/readers/source_file.h"

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

}  // namespace byname
