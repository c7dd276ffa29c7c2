"""The self-assessment in our own words: 50 scored items, 8 that cost extra, one that decides (F29).

Number, heading, what must be true, points, whether it counts only where the unit has such a thing (实有),
whether a department is asked it too, and the article it comes from. A college changes it in `check_items`.
"""

from __future__ import annotations

from typing import Final

from secretdesk.domain.terms_inspections import DEDUCTED, HEADINGS, SCORED, VETO_ITEM

DUTY, RULES, TAUGHT, PEOPLE, CLASSIFYING, CARRIERS, DEVICES, NET, SITES, BOUGHT, MEETINGS, OPEN, OTHER = (
    HEADINGS
)
ALL, OWN = True, True  # asked of departments too; counted only where there is such a thing

CHECK_ITEMS: Final[tuple[tuple[int, str, str, str, int, bool, bool, str], ...]] = (
    (1, DUTY, SCORED, "党政主要负责人本年研究过保密工作，有会议记录", 2, False, False, "第6条"),
    (2, DUTY, SCORED, "领导小组成员名单和分工现行有效，人员变动后及时调整", 2, False, False, "第6条"),
    (3, DUTY, SCORED, "保密办配有专职保密员，职责写明并落实到人", 2, False, False, "第7条"),
    (4, DUTY, SCORED, "部门主要负责人知道自己是第一责任人，过问过本部门保密工作", 2, ALL, False, "第8条"),
    (5, DUTY, SCORED, "分管业务的负责人对业务中的保密事项有布置、有督促", 2, ALL, False, "第8条"),
    (6, DUTY, SCORED, "保密工作列入年度考核，失泄密的实行一票否决", 2, False, False, "第84条"),
    (7, DUTY, SCORED, "保密工作所需经费、设备有保障", 2, False, False, "第7条"),
    (8, RULES, SCORED, "保密制度齐全，管到人员、载体、设备、场所、公开", 2, False, False, "第7条（一）"),
    (9, RULES, SCORED, "上级新规定下发后，本院制度在当年对照修订", 2, False, False, "第85条"),
    (10, RULES, SCORED, "本年有保密工作计划和总结，按时向上级报告", 2, False, False, "第6条（五）"),
    (11, RULES, SCORED, "本部门的保密要求成文，经办人能说出怎样办", 2, ALL, False, "第8条"),
    (12, TAUGHT, SCORED, "领导干部本年参加过保密学习", 2, False, False, "第82条"),
    (13, TAUGHT, SCORED, "涉密人员本年培训学时达到规定，有签到", 2, False, False, "第21条"),
    (14, TAUGHT, SCORED, "全体教职工受过经常性的保密宣传教育", 2, ALL, False, "第82条"),
    (15, TAUGHT, SCORED, "新上岗、出国（境）、涉外接待前作过针对性的提醒", 2, False, False, "第23条、第65条"),
    (16, PEOPLE, SCORED, "涉密岗位和涉密人员等级经研究确定，名单完整", 2, False, False, "第17条"),
    (17, PEOPLE, SCORED, "上岗前都经过审查，到期都作了复审", 2, False, False, "第20条"),
    (18, PEOPLE, SCORED, "在岗涉密人员全部签订了有效的保密承诺书", 2, False, False, "第21条"),
    (19, PEOPLE, SCORED, "出国（境）逐次审批，证件集中保管，回来按期交回、报告", 2, False, False, "第23条"),
    (20, PEOPLE, SCORED, "离岗人员交清载体和权限，脱密期有期限、有联系", 2, False, False, "第24条、第25条"),
    (21, PEOPLE, SCORED, "涉密人员的重大事项、涉外接触按规定报告", 2, False, False, "第22条、第26条"),
    (22, CLASSIFYING, SCORED, "定密责任人依法产生，授权在有效期内", 2, False, False, "第13条、第15条"),
    (23, CLASSIFYING, SCORED, "定密有依据、有程序，密级、期限、知悉范围齐全", 2, False, OWN, "第14条"),
    (24, CLASSIFYING, SCORED, "派生定密与来源一致，不擅自升降", 2, False, OWN, "第14条"),
    (25, CLASSIFYING, SCORED, "本年审核过全部有效的定密事项，到期前作出决定", 2, False, OWN, "保密法第24条"),
    (26, CLASSIFYING, SCORED, "国家秘密标志和工作秘密标识都标得规范", 2, ALL, OWN, "第16条、保密法第22条"),
    (27, CARRIERS, SCORED, "收文当日登记，编号连续，份数清楚", 2, False, False, "第28条（二）"),
    (28, CARRIERS, SCORED, "传阅由保密员送收，不横传，阅后当日收回", 2, ALL, False, "第28条（四）"),
    (29, CARRIERS, SCORED, "借阅经批准、有期限，没有逾期未还", 2, ALL, False, "第28条（六）"),
    (30, CARRIERS, SCORED, "复制经批准，复制件与原件同样登记、管理", 2, ALL, OWN, "第28条（五）"),
    (31, CARRIERS, SCORED, "外发、携带外出手续齐全，回执和带回有记录", 2, ALL, OWN, "第28条（三）（七）"),
    (32, CARRIERS, SCORED, "按期清退，销毁经批准、两人监销、送指定地点", 2, False, OWN, "第28条（八）"),
    (33, CARRIERS, SCORED, "存放在符合要求的密码柜内，责任人明确", 2, ALL, False, "第28条（一）"),
    (34, CARRIERS, SCORED, "定期清查，账物相符，差异都有结论", 2, False, False, "第28条（一）"),
    (35, DEVICES, SCORED, "信息设备、移动介质有台账、有标识、责任到人", 2, ALL, False, "第37条、第43条"),
    (36, DEVICES, SCORED, "涉密计算机单机使用，没有无线和无关外设", 2, False, OWN, "第44条"),
    (37, DEVICES, SCORED, "打印、刻录、导出逐次登记，介质专用", 2, False, OWN, "第39条、第46条"),
    (38, DEVICES, SCORED, "涉密设备维修有人监督，存储部件不带离", 2, False, OWN, "第47条"),
    (39, DEVICES, SCORED, "报废设备和介质清除、销毁留有凭证", 2, False, OWN, "第48条"),
    (40, NET, SCORED, "上互联网的计算机没有处理、存放过涉密和工作秘密", 2, ALL, False, "第44条、第45条"),
    (41, NET, SCORED, "邮箱、即时通信、网盘没有传递过涉密和工作秘密内容", 2, ALL, False, "第45条"),
    (42, SITES, SCORED, "要害部门部位经确认，责任人、进入范围明确", 2, False, OWN, "第29条、第36条"),
    (43, SITES, SCORED, "人防、技防、物防都试过、都好用，钥匙和密码分掌", 2, False, OWN, "第34条、第35条"),
    (44, SITES, SCORED, "外来人员进入逐次审批、全程陪同、有登记", 1, False, OWN, "第36条"),
    (45, BOUGHT, SCORED, "涉密采购、委托选择有资质的单位，签了保密协议", 2, False, OWN, "保密法第42条"),
    (46, MEETINGS, SCORED, "涉密会议活动有方案、有核对、有材料收回", 2, False, OWN, "条例第45条"),
    (47, OPEN, SCORED, "信息公开一事一审，先审查后公开，记录长期保存", 2, ALL, False, "第49条、第52条"),
    (48, OPEN, SCORED, "门户、公众号、宣传栏抽查没有不该公开的内容", 2, ALL, False, "第51条、第53条"),
    (49, OTHER, SCORED, "涉外活动有计划、有保密方案，材料经过审查", 3, ALL, OWN, "第58条、第60条"),
    (50, OTHER, SCORED, "境外人员和留学生不接触涉密场所、资料和设备", 2, ALL, OWN, "第70条、第71条"),
    (51, DEVICES, DEDUCTED, "涉密计算机没有连接过互联网或其他公共网络", 4, ALL, False, "第44条"),
    (52, NET, DEDUCTED, "非涉密计算机里没有查出国家秘密", 4, ALL, False, "第44条"),
    (53, DEVICES, DEDUCTED, "移动介质没有在涉密与非涉密设备之间交叉使用", 4, ALL, False, "第46条"),
    (54, CARRIERS, DEDUCTED, "没有涉密载体下落不明", 4, ALL, False, "第74条"),
    (55, CARRIERS, DEDUCTED, "没有私自留存、私自复制、私自销毁涉密载体", 3, ALL, False, "第28条"),
    (56, OPEN, DEDUCTED, "没有未经审查公开、公开后被要求撤回的信息", 3, ALL, False, "第49条"),
    (57, OTHER, DEDUCTED, "没有隐瞒、迟报失泄密，没有逾期不整改", 3, ALL, False, "第74条、条例第61条"),
    (58, OTHER, DEDUCTED, "本年没有发生泄密事件", 6, False, False, "第72条"),
    (59, OTHER, VETO_ITEM, "没有因泄露国家秘密被追究刑事责任的", 0, False, False, "第79条、第84条"),
)  # fmt: skip
