#pragma once

#include <doctest/doctest.h>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "cxtext/lexicon.h"

#include "testing.h"

/// A lexicon of a few words, small enough to read, whose files a test can replace one by one.
class SmallLexicon {
 public:
  SmallLexicon() {
    for (const std::string lang : {"da", "sv", "nb", "nn", "en"}) {
      for (const char* name : {"sentiment", "shifters", "stopwords", "nocontent"})
        files_[lang + "/" + name + ".tsv"] = "";
    }
    files_["emoji.tsv"] = "😀\t2\n";
    files_["concepts.tsv"] = "delivery\tthing\tgoods brought\tlevering\tleverans\tlevering\tlevering\tdelivery\n";
    files_["taxonomy.txt"] = std::string(theme_head) + "any = @delivery\n";
  }

  static constexpr std::string_view theme_head =
      "[delivery]\nname.en = Delivery\nname.da = Levering\nname.sv = Leverans\nname.nb = Levering\nname.nn = "
      "Levering\n";

  /// Replaces a file.
  SmallLexicon& with(const std::string& name, std::string_view content) {
    files_[name] = content;
    return *this;
  }
  SmallLexicon& without(const std::string& name) {
    files_.erase(name);
    return *this;
  }

  void write(const testing::TempDir& directory) const {
    for (const auto& [name, content] : files_) static_cast<void>(directory.write(name, content));
  }

  /// Writes the files to directory and compiles them.
  [[nodiscard]] cxtext::Result<cxtext::Lexicon> compile(const testing::TempDir& directory) const {
    write(directory);
    return cxtext::Lexicon::from_directory(directory.path().string());
  }

  /// The compiled lexicon; a bad row fails the test.
  [[nodiscard]] cxtext::Lexicon compiled() const {
    const testing::TempDir directory;
    auto lexicon = compile(directory);
    if (!lexicon) FAIL(lexicon.error().to_string());
    return std::move(lexicon).value();
  }

 private:
  std::map<std::string, std::string> files_;
};
