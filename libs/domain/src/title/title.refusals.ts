/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type TitleRefusal = 'title_not_found';
