/** What of a 汇总表 is looked at: everybody, who has not reported, what stands out. */
export const compiledFilters = ['all', 'missing', 'outliers'] as const
export type CompiledFilter = (typeof compiledFilters)[number]
