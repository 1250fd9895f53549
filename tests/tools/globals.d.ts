/** What the scripts of the site share: the data of the search, what reads it, and the engine. For the type checker only. */
type Sign = { level: string; sign: string; short?: string; words?: string[] };
type Guide = {
  href: string;
  kind: string;
  title: string;
  names?: string[];
  words?: string[];
  summary?: string;
  headings?: string[];
  thumbnail?: string;
  leave?: string;
  language?: string;
  reading?: boolean;
};
type Found = { signs: Sign[]; guides: Guide[] };
type SearchData = {
  data: string;
  skip: string[];
  same: string[][];
  harmless: string[];
  levels: Record<string, { urgency: string; title: string; action: string }>;
  signs: Sign[];
  about: { numbers: string[][]; more: { label?: string; href?: string } };
  guides: Guide[];
};
declare var kinesiteSearch: SearchData;
declare var kinesiteSearcher: (data: SearchData) => (text: string) => Found;
declare var MiniSearch: new (options: object) => {
  addAll(rows: object[]): void;
  search(text: string, options?: object): { id: number }[];
};
