# 负有报告义务的单位名录。名录文件各列的叫法，用英文逗号隔开。
typed-registry-code-column = 编号, 单位编号
typed-registry-name-column = 名称, 单位名称
typed-registry-kind-column = 类型, 类别, 单位类别
typed-registry-area-column = 片区, 街镇
typed-registry-above-column = 主管部门, 主管单位
typed-registry-contact-column = 联系人, 联系方式
typed-registry-staff-column = 教职工数, 员工数
typed-registry-children-column = 儿童数, 学生数
typed-registry-open-column = 状态, 是否在营
typed-registry-yes = 是, 开, 在营
typed-registry-no = 否, 关, 停办
