"""Updates on their way in: polled or posted, limited, stored."""
