// Documents that come by standard input: kept in the index, in the folder inbox, so that rebuilds
// find them again. `-` among the paths of a command stands for it.
//
//   curl -s https://example.org/feed.xml | indexer update -
//
//   paths = with_standard_input(paths, index, forgotten, STDIN_FILENO);   // "-" becomes its file
//
// A stream is one file, whatever its format: a page, a feed, a mailbox, JSON Lines. It is called by
// the hash of its bytes, so the same stream is taken in once. The inbox is a root like any other,
// of the name stdin, and part of every rebuild.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/forgotten.h"
#include "store/index.h"
#include "store/manifest.h"

namespace byname {

std::filesystem::path inbox_of(const std::filesystem::path& index);
bool is_inbox(const Root& root, const std::filesystem::path& index);

// Takes the stream in, if a path is "-". Throws UsageError if it is empty, RefusedError if what
// came was forgotten on request. The writer's lock must be held.
std::vector<std::string> with_standard_input(std::vector<std::string> paths,
                                             const std::filesystem::path& index,
                                             const Forgotten& forgotten, int input);

// `roots` with the inbox, if it holds anything; its place follows an index that was moved.
void add_inbox(std::vector<Root>& roots, const std::filesystem::path& index);

// Of documents to be forgotten: what the inbox holds of them. Removes the files of
// `forgotten.inputs` and lines of JSON Lines; throws UsageError for a document that shares its
// stream with others and cannot be cut out, before anything is changed.
void forget_in_inbox(const std::filesystem::path& index, const Index& documents,
                     const Forgotten& forgotten);

}  // namespace byname
