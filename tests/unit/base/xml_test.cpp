#include "gis_core/base/xml.h"

#include <gtest/gtest.h>

#include "gis_core/base/error.h"

namespace gis::xml {
namespace {

TEST(Xml, ReadsWhatExchangeFilesHold) {
  const Node root = parse(
      "\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n<!-- a --><se:A xmlns:se='u' se:k=\"1 &lt; 2\">"
      "<B/><B x='二'>a<![CDATA[<&>]]>&#x4e2d;&amp;</B><!-- b --></se:A>\n");
  EXPECT_EQ(root.name, "A");
  EXPECT_EQ(root.attribute("k"), "1 < 2");
  EXPECT_EQ(root.attributes.size(), 1U);
  ASSERT_EQ(root.children.size(), 2U);
  EXPECT_EQ(root.children[1].attribute("x"), "二");
  EXPECT_EQ(root.content(), "a<&>中&");
  EXPECT_EQ(parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>").content(), "é");
}

TEST(Xml, WritesWhatItReads) {
  Node root{"A", {}, {}, {}};
  root.with("k", "<\"\n&>");
  root.add("B", " blanks stay ").add("C");
  root.add("D").add("E", "中 & 文 < ]]>");
  EXPECT_EQ(parse(write(root)).child("B")->children[0].text, " blanks stay ");
  EXPECT_EQ(parse(write(root)).attribute("k"), "<\"\n&>");
  EXPECT_EQ(parse(write(root)).child("D")->content(), "中 & 文 < ]]>");
}

TEST(Xml, RefusesWhatIsBrokenOrDangerous) {
  std::string deep;
  for (int k = 0; k < 100000; ++k) deep += "<a>";
  for (const std::string& text :
       {std::string(), std::string("text"), std::string("<a>"), std::string("<a></b>"), std::string("<a b></a>"),
        std::string("<a b=1/>"), std::string("<a>&x;</a>"), std::string("<a>&#0;</a>"), std::string("<a/><b/>"),
        std::string("<a>\xff</a>"), std::string("<?xml version='1.0' encoding='GBK'?><a/>"), std::string("<a b='"),
        std::string("<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>"), std::string("<a><![CDATA[x</a>"), deep}) {
    EXPECT_THROW((void)parse(text), Error) << text.substr(0, 40);
  }
}

}  // namespace
}  // namespace gis::xml
