/** Pairs of a traditional character and its simplified ones: `數 数|乾 干 乾|…`, the usual one first. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
