// Office documents from before 2007, each from the streams of its compound file.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/collector.h"
#include "indexer/readers/compound_file.h"
#include "indexer/readers/office.h"

namespace byname {

// Empty, or why it was not read in full. Text is added to `text`.
std::string read_doc(const CompoundFile& file, OfficeText& text);
std::string read_xls(const CompoundFile& file, OfficeText& text);
std::string read_ppt(const CompoundFile& file, OfficeText& text);
// A letter of Outlook: gives its document and its attachments.
void read_msg(const CompoundFile& file, std::uint64_t size, Collector& out);

// Title, author and dates of "\5SummaryInformation"; into what is empty.
void read_summary(std::string_view stream, Document& document);
// Hundreds of nanoseconds since 1601 as parse_machine_date() reads it: seconds since 1970.
std::string seconds_of_filetime(std::uint64_t ticks);

}  // namespace byname
