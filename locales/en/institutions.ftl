# The registry of institutions that must report. Words for the columns of its file, parted by commas.
typed-registry-code-column = code
typed-registry-name-column = name
typed-registry-kind-column = kind
typed-registry-area-column = area
typed-registry-above-column = above
typed-registry-contact-column = contact
typed-registry-staff-column = staff
typed-registry-children-column = children
typed-registry-open-column = open
typed-registry-yes = yes, open
typed-registry-no = no, closed
