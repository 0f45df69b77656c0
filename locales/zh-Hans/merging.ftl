# 两案合并、撤销合并：为什么现在不能做。

error-merge-nobody-leads = 两案不能合并：没有一个主办单位可以同时知悉两案。两案保持关联。
error-merge-waits-for-a-look = 其中一案还在等监督人员查看。
error-merge-same-case = 请写两个不同的案件编号。
error-not-merged = 这两个案件没有合并。
error-undo-later-first = 本案之后又并入了其他案件，请先撤销那次合并。
error-undo-too-late = 合并后 30 天内可以撤销，现已超过期限。
