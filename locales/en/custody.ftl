# Files that may not be shown as others; to officers.

staff-sealed-media = Case { $number }: there are files that this line may not show as others, or may not hold at all. Police and procuratorate see to them together. Please arrange with the lead who looks at them, and where.
