// Gives every document of a run an id and a uid of its own.
//
// Documents are named by their path (PATH, PATH#SECTION) or bring an id along, as
// records of JSON Lines do. An id that two inputs use becomes PATH#id for all of
// them. That the first of them shares its id is known only when the second is
// read, long after the first has been written; so a run is optimistic:
//
//   Identities identities(shared_paths);
//   for (Document& d : documents) identities.first_pass(d, batch_of(d));
//   if (!identities.batches_to_redo().empty()) {
//     identities.begin_second_pass();
//     for (Document& d : documents) identities.second_pass(d);   // the same, in the same order
//     // write the batches to redo again
//   }
//
// Inputs whose ids do not collide, nearly all there are, are read once. Memory: 50
// bytes a document.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schemas/document.h"

namespace byname {

class Identities {
 public:
  // Whether an id is used by a document that stays in the index (update only).
  using Taken = std::function<bool(const std::string& id)>;

  // `shared_paths`: paths that several roots have; their documents are called ROOT/PATH.
  explicit Identities(std::unordered_set<std::string> shared_paths, Taken taken = {});

  // Sets id and uid as if no later document used the same id.
  void first_pass(Document& document, std::uint32_t batch);
  // Batches that hold a document whose id is shared, ascending.
  std::set<std::uint32_t> batches_to_redo() const { return redo_; }
  void begin_second_pass();
  void second_pass(Document& document);

  // Ids of this run that a document which stays in the index has as well.
  const std::set<std::string>& clashes() const { return clashes_; }
  // After the second pass: each shared id with the paths that use it.
  const std::map<std::string, std::set<std::string>>& shared() const { return shared_; }

 private:
  struct First {
    std::uint32_t batch = 0;
    bool shared = false;
  };
  void qualify(Document& document) const;
  void number_uid(Document& document);
  bool taken(const std::string& id) const;

  std::unordered_set<std::string> shared_paths_;
  Taken taken_;
  std::unordered_map<std::uint64_t, First> first_;  // by hash of the id as read
  std::unordered_set<std::uint64_t> uids_;
  std::unordered_set<std::uint64_t> given_;  // hashes of ids made in the second pass
  std::set<std::uint32_t> redo_;
  std::set<std::string> clashes_;
  std::map<std::string, std::set<std::string>> shared_;
};

// Whether the id is the document's own and not made from its path.
bool has_own_id(const Document& document);

}  // namespace byname
