"""How each kind of target is counted, in the words in which a clerk has to defend it."""

from models.indicator_words import TargetKind

MEANINGS = {
    TargetKind.LEVEL: "水平：看最近一次填报的数。不同单位的水平不能相加。",
    TargetKind.NEW: "新增：从起算日起逐期相加，完成的比例与时间进度比较；各单位的数相加。",
    TargetKind.CUMULATIVE: "累计：从起算日起逐期相加（按年填报的，各年最后一次相加），完成的比例与时间进度比较；各单位的数相加。",
    TargetKind.STOCK: "存量：看最近一次填报的数，不把各期的数相加；各单位取最近一次相加。有基期值的，按从基期到目标走过的路程计算完成比例。",
    TargetKind.SUB_STOCK: "其中项：与存量一样看最近一次填报的数，并且不得大于所属的指标。",
    TargetKind.INCREASE: "增量：填报当前的数，减去基期值得出增量（目标为百分比的，再除以基期值）。没有基期值的不计算。",
    TargetKind.DECREASE: "减量：基期值减去当前的数（目标为百分比的，再除以基期值）。没有基期值的不计算。",
    TargetKind.SHARE: "占比：由分子和分母算出。汇总时分子合计除以分母合计，不取各单位占比的平均数；分母为0的写明无法计算。",
    TargetKind.RATE: "比率：由分子和分母算出。汇总时分子合计除以分母合计，不取各单位比率的平均数；分母为0的写明无法计算。",
    TargetKind.FLOOR: "动态底线：期内每一次填报都要达到，有一次没有达到就是未达标；汇总时取各单位最低的一次。",
    TargetKind.COVERAGE: "全覆盖：由已覆盖数和应覆盖数算出，说明里写“未覆盖：名称、名称”的列出名单；要求动态保持的，实现以后回落即为未达标。",
    TargetKind.AVERAGE: "年均：起算日以来的合计除以已过的年数，正在进行的一年按天数折算。每年从零填报，系统把各年相加。",
    TargetKind.MONEY: "金额：与新增一样逐期相加，小数不四舍五入；亿元、万元按计量单位换算。",
    TargetKind.REFERENCE: "不低于上一届：与填写的上一届数值比较。没有填写上一届数值的不判断。",
    TargetKind.QUALITY: "定性：只分实现和未实现（1为实现，0为未实现）。单位自报实现的，经核验佐证以后才算实现。",
}
"""What stands on the page of an indicator under 口径."""
